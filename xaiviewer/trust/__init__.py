"""How far an explanation can be trusted, as far as it takes further passes of the network to tell.

What arrays alone tell, a map beside a mask and beside chance, stands in `agreement`, below `explain`.
"""
