package io.tocsin.bundled.telegram;

/**
 * Who the bot is.
 *
 * @param id its number
 * @param name without {@code @}
 */
record Self(long id, String name) {

    static final Self NOBODY = new Self(0, "");

    boolean isCalled(String other) {
        return !name.isEmpty() && name.equalsIgnoreCase(other);
    }
}
