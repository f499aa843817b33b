package io.tocsin.chat;

import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.Listening;
import io.tocsin.spi.Command;
import java.util.List;
import java.util.function.Function;

/** What people can say. Asked for every line, because plugins come and go. */
public interface Vocabulary {

    List<Command> commands();

    /** Those who answer lines said to the bot that are no command. */
    List<Listening> responders();

    /** Those who listen to everything that is said. */
    List<Listening> hearers();

    /** Values of a kind that exist now, such as the names of monitors, for the completion of lines. */
    default List<String> values(Command.Kind kind) {
        return List.of();
    }

    /** Everything that plugins, the bundled ones included, have brought. */
    static Vocabulary of(Extensions extensions, Function<Command.Kind, List<String>> values) {
        return new Vocabulary() {
            @Override
            public List<Command> commands() {
                return extensions.commands();
            }

            @Override
            public List<Listening> responders() {
                return extensions.responders();
            }

            @Override
            public List<Listening> hearers() {
                return extensions.hearers();
            }

            @Override
            public List<String> values(Command.Kind kind) {
                return values.apply(kind);
            }
        };
    }
}
