"""The page's sections: a file each, in the order in which `registry` names them."""
