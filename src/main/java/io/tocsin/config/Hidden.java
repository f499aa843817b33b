package io.tocsin.config;

import java.util.regex.Pattern;

/** Hides the password inside an address. */
final class Hidden {

    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/@\\s:]*:)[^/@\\s]*@");

    private Hidden() {}

    static String password(String text) {
        return IN_ADDRESS.matcher(text).replaceAll("$1" + Secret.HIDDEN + "@");
    }
}
