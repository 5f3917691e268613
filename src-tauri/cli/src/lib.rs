//! The counterfoil command: counterfoil NOUN VERB.
