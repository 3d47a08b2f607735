"""The forms of export, one file each; `registry` lists them."""
