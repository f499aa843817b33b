package io.tocsin;

public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        Class.forName("io.tocsin.Main").getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
