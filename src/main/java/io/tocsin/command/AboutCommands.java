package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.chat.OtherWords;
import io.tocsin.chat.Usage;
import io.tocsin.config.Nearest;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Command.Parameter;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.Talk;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import io.tocsin.text.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** About the bot: help, version. */
final class AboutCommands {

    private static final int ON_ONE_LINE = 6;
    /** They share their clauses; those of others only happen to be called the same. */
    private static final Set<String> DESCRIBING = Set.of("add monitor", "edit monitor", "test");

    private final Supplier<Desk> desk;

    AboutCommands(Supplier<Desk> desk) {
        this.desk = desk;
    }

    List<Command> commands() {
        return List.of(
                Say.command("help", "help")
                        .alias("?")
                        .optional("command", Kind.REST)
                        .example("help")
                        .example("help mute")
                        .run(this::help),
                Say.command("version", "version").example("version").run((talk, none) -> ChatTalk.of(talk)
                        .say(Phrase.of("command.version", desk.get().version(), Runtime.version().toString()))));
    }

    private void help(Talk said, Arguments arguments) {
        ChatTalk talk = ChatTalk.of(said);
        String wanted = arguments.optional("command").orElse("").strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            talk.page(all(talk));
            return;
        }
        List<Command> commands = desk.get().chat().commands();
        List<Command> family =
                commands.stream().filter(command -> command.name().startsWith(wanted + " ")).toList();
        if (family.size() > 1) {
            talk.page(String.join("\n\n", family.stream().map(command -> one(talk, command)).toList()));
            return;
        }
        Command found = commands.stream()
                .filter(command -> named(command, wanted) || wanted.startsWith(command.name() + " "))
                .max(Comparator
                        .comparing(command -> named(command, wanted) ? Integer.MAX_VALUE : command.name().length()))
                .or(() -> commands.stream().filter(command -> command.name().startsWith(wanted)).findFirst())
                .orElseThrow(() -> unknown(wanted, commands));
        talk.page(one(talk, found));
    }

    private static boolean named(Command command, String wanted) {
        return command.name().equals(wanted) || command.aliases().contains(wanted) || foreign(command).contains(wanted);
    }

    /** What it is called in other languages. */
    private static List<String> foreign(Command command) {
        return Arrays.stream(Language.values())
                .flatMap(language -> OtherWords.names(command.name(), language).stream())
                .distinct()
                .toList();
    }

    private static Refusal unknown(String wanted, List<Command> commands) {
        List<String> names = commands.stream().map(Command::name).toList();
        return Nearest.to(wanted, names)
                .map(near -> Refusal.of("command.help-unknown-near", wanted, near))
                .orElseGet(() -> Refusal.of("command.help-unknown", wanted));
    }

    /** What this person may say here. */
    private String all(ChatTalk talk) {
        List<Command> mine = desk.get().chat().commands().stream()
                .filter(command -> talk.role().includes(command.role()))
                .sorted(Comparator.comparing(Command::role).thenComparing(Command::name))
                .toList();
        int widest = mine.stream().mapToInt(command -> Width.of(names(talk, command))).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Role role : Role.values()) {
            List<Command> of = mine.stream().filter(command -> command.role() == role).toList();
            if (!of.isEmpty()) {
                lines.add(talk.catalogue().say("command.help." + role.name().toLowerCase(Locale.ROOT)));
                of.forEach(command -> lines.add("  " + Width.padded(names(talk, command), widest) + "  "
                        + talk.catalogue().say(command.summary())));
            }
        }
        lines.add(talk.catalogue().say("command.help-more"));
        return String.join("\n", lines);
    }

    /** What it is called, also in the reader's language: {@code mute 靜音}. */
    private static String names(ChatTalk talk, Command command) {
        return OtherWords.names(command.name(), talk.language()).stream().findFirst()
                .map(name -> command.name() + " " + name)
                .orElse(command.name());
    }

    private static String one(ChatTalk talk, Command command) {
        List<String> lines = new ArrayList<>();
        lines.add(talk.catalogue().say(command.summary()));
        lines.addAll(usage(talk, command));
        Usage.of(command, talk.language()).ifPresent(usage -> lines.add("  " + usage));
        List<String> others = new ArrayList<>(command.aliases());
        others.addAll(foreign(command));
        if (!others.isEmpty()) {
            lines.add(talk.catalogue().say("command.help-aliases", String.join(", ", others)));
        }
        command.examples().forEach(example -> lines.add("  " + example));
        if (command.role() != Role.READ) {
            lines.add(talk.catalogue().say("command.help-needs", command.role().name().toLowerCase(Locale.ROOT)));
        }
        return String.join("\n", lines);
    }

    /** On one line where that is short, else a clause a line, with what it is for where the catalogue knows. */
    private static List<String> usage(ChatTalk talk, Command command) {
        if (command.parameters().size() <= ON_ONE_LINE) {
            return List.of("  " + Usage.of(command));
        }
        List<Parameter> positions = command.parameters().stream().filter(one -> one.keyword().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        lines.add("  " + command.name() + " " + String.join(" ", positions.stream().map(Usage::of).toList()));
        command.parameters().stream()
                .filter(one -> !one.keyword().isEmpty())
                .forEach(one -> lines.add("    " + Usage.of(one) + meaning(command, one)
                        .map(what -> "  " + talk.catalogue().say(what))
                        .orElse("")));
        return lines;
    }

    /** What a clause is for: in this command, or in all that describe a monitor. */
    private static Optional<String> meaning(Command command, Parameter clause) {
        String keyword = clause.keyword().replace(' ', '-');
        String own = command.name().replace(' ', '-') + "." + keyword;
        return (DESCRIBING.contains(command.name()) ? Stream.of(own, keyword) : Stream.of(own))
                .map(key -> "command.clause." + key)
                .filter(Catalogue.english()::has)
                .findFirst();
    }
}
