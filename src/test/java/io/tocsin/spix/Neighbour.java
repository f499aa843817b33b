package io.tocsin.spix;

/** Its package's name begins like that of the contract: plugins must not see it all the same. */
public final class Neighbour {}
