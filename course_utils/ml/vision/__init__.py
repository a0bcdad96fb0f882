"""Networks that look at pictures: convolutions and what is built from them."""
