"""Would another network, another class, or nearly the same slice give another map?"""
