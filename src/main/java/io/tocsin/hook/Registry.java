package io.tocsin.hook;

import java.util.List;

/** The hooks of the plugins that are in now. Asked each time, because plugins come and go. */
public interface Registry {

    /** Where there are no plugins. */
    Registry EMPTY = new Registry() {
        @Override
        public List<Hooks> hooks() {
            return List.of();
        }

        @Override
        public Hooks hooks(String plugin) {
            return Hooks.NONE;
        }
    };

    /** Those of all plugins, in their order. */
    List<Hooks> hooks();

    /** Those of one plugin; none if it is not there. */
    Hooks hooks(String plugin);
}
