package io.tocsin.plugin;

/** Where a plugin came from. */
public sealed interface Origin {

    /** Inside the program. */
    record Bundled() implements Origin {
        @Override
        public String toString() {
            return "bundled";
        }
    }

    /**
     * In the directory of plugins.
     *
     * @param place its file or directory, such as {@code plugins/CheckServers.java}
     */
    record DropIn(String place) implements Origin {
        @Override
        public String toString() {
            return place;
        }
    }

    static Origin bundled() {
        return new Bundled();
    }
}
