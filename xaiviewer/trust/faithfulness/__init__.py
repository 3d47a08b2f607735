"""Does the marked place matter to the network?"""
