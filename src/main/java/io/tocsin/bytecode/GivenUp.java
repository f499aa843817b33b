package io.tocsin.bytecode;

/** Ends a call that the bot has given up. An error, because {@code catch (Exception e)} must not stop it. */
public final class GivenUp extends Error {

    private static final long serialVersionUID = 1L;

    /** Without a trace: a loop that swallows it makes thousands. */
    GivenUp() {
        super("the bot has given up this call", null, false, false);
    }
}
