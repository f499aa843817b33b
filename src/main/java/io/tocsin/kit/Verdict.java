package io.tocsin.kit;

/**
 * How a test ended.
 *
 * @param why it failed; empty if it passed
 */
record Verdict(boolean passed, String why) {

    static final Verdict PASSED = new Verdict(true, "");

    static Verdict failed(String why) {
        return new Verdict(false, why);
    }
}
