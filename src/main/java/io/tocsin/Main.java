package io.tocsin;

/** The program's door: reads the command line and runs {@code Tocsin}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.out.println("Tocsin on Java " + Runtime.version().feature());
    }
}
