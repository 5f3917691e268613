//! What a payment is: money, ids, states and the one transition function.
