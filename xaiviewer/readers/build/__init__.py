"""From what lies on disk to a case on one grid."""
