package io.tocsin.bundled.discord;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Command.Parameter;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/**
 * Everything that can be said, as one slash command: {@code add monitor} is the subcommand {@code monitor} of the group
 * {@code add}. Discord takes only so many; what does not fit, and whatever else a person would type, goes through
 * {@code do}.
 */
final class SlashCommands {

    static final String ANYTHING = "do";
    static final String LINE = "line";

    private static final int ENTRIES = 25;
    private static final int OPTIONS = 25;
    private static final int CHOICES = 25;
    private static final int LONGEST = 100;
    /** Of all names and descriptions together; Discord's own limit is 8000. */
    private static final int MOST_CHARACTERS = 7_500;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern WORD = Pattern.compile("[-_\\p{L}\\p{N}]{1,32}");

    private final String root;
    private final Receiver receiver;

    SlashCommands(String root, Receiver receiver) {
        this.root = root;
        this.receiver = receiver;
    }

    /** What Discord is to offer. */
    SlashCommandData definition() {
        SlashCommandData command = Commands.slash(root, "Watches services: status, add monitor, mute, ...")
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM);
        Map<String, List<SubcommandData>> groups = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>(Set.of(ANYTHING));
        int characters = 200;
        for (Command said : sorted()) {
            String[] words = said.name().toLowerCase(Locale.ROOT).split(" ");
            SubcommandData entry = subcommand(said, words[words.length - 1]);
            boolean fits = characters + length(entry) <= MOST_CHARACTERS;
            if (words.length == 1 && fits && taken.size() < ENTRIES && taken.add(words[0])) {
                command.addSubcommands(entry);
                characters += length(entry);
            } else if (words.length == 2 && fits && group(groups, taken, words[0], entry)) {
                characters += length(entry);
            }
        }
        groups.forEach((name, entries) -> command
                .addSubcommandGroups(new SubcommandGroupData(name, name).addSubcommands(entries)));
        return command.addSubcommands(new SubcommandData(ANYTHING, "Anything, as you would type it")
                .addOption(OptionType.STRING, LINE, "such as: mute shop for 2h", true, true));
    }

    /** Those that most people may use come first. */
    private List<Command> sorted() {
        return receiver.commands().stream()
                .filter(command -> List.of(command.name().split(" ")).stream().allMatch(WORD.asMatchPredicate()))
                .sorted(Comparator.comparing((Command command) -> command.role() == Role.ADMINISTER))
                .toList();
    }

    private static boolean group(
            Map<String, List<SubcommandData>> groups, Set<String> taken, String name, SubcommandData entry) {
        List<SubcommandData> group = groups.get(name);
        if (group == null) {
            if (taken.size() >= ENTRIES || !taken.add(name)) {
                return false;
            }
            group = new ArrayList<>();
            groups.put(name, group);
        }
        boolean fits = group.size() < ENTRIES
                && group.stream().noneMatch(other -> other.getName().equals(entry.getName()));
        return fits && group.add(entry);
    }

    private static int length(SubcommandData entry) {
        return entry.getName().length() + entry.getDescription().length()
                + entry.getOptions().stream()
                        .mapToInt(option -> option.getName().length() + option.getDescription().length())
                        .sum();
    }

    private static SubcommandData subcommand(Command command, String word) {
        String description = Plain.label(description(command), LONGEST);
        List<OptionData> options = new ArrayList<>();
        options(command).forEach((name, parameter) -> options.add(option(name, parameter)));
        options.sort(Comparator.comparing(option -> !option.isRequired()));
        return new SubcommandData(word, description.isEmpty() ? word : description).addOptions(options);
    }

    /** What it does, if that is in words already, else how it is said. */
    private static String description(Command command) {
        Phrase summary = command.summary();
        if (summary.key().equals(Phrase.LITERAL) && !summary.toString().isBlank()) {
            return summary.toString();
        }
        return command.examples().isEmpty() ? command.name() : command.examples().getFirst();
    }

    /** The parameters by the names they have in Discord. */
    private static Map<String, Parameter> options(Command command) {
        Map<String, Parameter> options = new LinkedHashMap<>();
        for (Parameter parameter : command.parameters()) {
            String name = parameter.name().toLowerCase(Locale.ROOT).replaceAll("[^-_\\p{L}\\p{N}]", "-");
            if (options.size() < OPTIONS && WORD.matcher(name).matches()) {
                options.putIfAbsent(name, parameter);
            }
        }
        return options;
    }

    private static OptionData option(String name, Parameter parameter) {
        boolean number = parameter.kind() == Kind.NUMBER && !parameter.repeated();
        boolean known = parameter.kind() == Kind.SELECTOR || parameter.kind() == Kind.ROOM;
        String several = parameter.repeated() ? ", or several with commas" : "";
        OptionData option = new OptionData(
                number ? OptionType.INTEGER : OptionType.STRING, name,
                Plain.label(words(parameter) + several, LONGEST),
                parameter.required(), known);
        return number ? option.setMinValue(1) : option;
    }

    private static String words(Parameter parameter) {
        return switch (parameter.kind()) {
            case WORD -> parameter.keyword().isEmpty() ? "the " + parameter.name() : parameter.keyword();
            case REST -> "any text";
            case DURATION -> "how long, such as 2h";
            case MOMENT -> "when, such as 17:30";
            case NUMBER -> "a number";
            case SELECTOR -> "a monitor, group, tag or pattern";
            case ROOM -> "a room";
        };
    }

    /** The line a person would have typed. */
    String line(CommandInteractionPayload said) {
        if (ANYTHING.equals(said.getSubcommandName()) && said.getSubcommandGroup() == null) {
            return said.getOption(LINE, "", option -> option.getAsString());
        }
        StringBuilder line = new StringBuilder(name(said));
        Map<String, Parameter> options = command(name(said)).map(SlashCommands::options).orElse(Map.of());
        Set<String> keywords = options.values().stream().map(Parameter::keyword).collect(Collectors.toSet());
        List<Map.Entry<String, Parameter>> ordered = new ArrayList<>(options.entrySet());
        ordered.sort(Comparator.comparing(SlashCommands::place));
        for (Map.Entry<String, Parameter> entry : ordered) {
            String value = said.getOption(entry.getKey(), "", option -> option.getAsString()).strip();
            if (!value.isEmpty()) {
                append(line, entry.getValue(), value, keywords);
            }
        }
        return line.toString();
    }

    /** Values by their position, then clauses, and last what takes in the rest of the line. */
    private static int place(Map.Entry<String, Parameter> entry) {
        if (entry.getValue().kind() == Kind.REST) {
            return 2;
        }
        return entry.getValue().keyword().isEmpty() ? 0 : 1;
    }

    private static void append(StringBuilder line, Parameter parameter, String value, Set<String> keywords) {
        List<String> values = parameter.repeated() ? List.of(value.split(",")) : List.of(value);
        for (String one : values) {
            if (!one.isBlank()) {
                line.append(parameter.keyword().isEmpty() ? " " : " " + parameter.keyword() + " ")
                        .append(Quotes.of(one.strip(), keywords));
            }
        }
    }

    private static String name(CommandInteractionPayload said) {
        String group = said.getSubcommandGroup();
        String word = said.getSubcommandName() == null ? "" : said.getSubcommandName();
        return group == null ? word : group + " " + word;
    }

    private Optional<Command> command(String name) {
        return receiver.commands().stream().filter(command -> command.name().equalsIgnoreCase(name)).findFirst();
    }

    /** What the value that is being typed could become. */
    List<net.dv8tion.jda.api.interactions.commands.Command.Choice> choices(CommandAutoCompleteInteractionEvent typing) {
        String typed = typing.getFocusedOption().getValue();
        String option = typing.getFocusedOption().getName();
        List<String> choices = ANYTHING.equals(typing.getSubcommandName()) && typing.getSubcommandGroup() == null
                ? lines(typed)
                : command(name(typing))
                        .flatMap(command -> Optional.ofNullable(options(command).get(option))
                                .map(parameter -> values(command, parameter, typed)))
                        .orElse(List.of());
        return choices.stream()
                .filter(choice -> !choice.isBlank() && choice.length() <= LONGEST)
                .distinct()
                .limit(CHOICES)
                .map(choice -> new net.dv8tion.jda.api.interactions.commands.Command.Choice(
                        Plain.label(choice, LONGEST), choice))
                .toList();
    }

    private List<String> lines(String typed) {
        String start = typed.substring(0, typed.lastIndexOf(' ') + 1);
        return typed.length() > LONGEST_LINE
                ? List.of()
                : receiver.complete(typed).stream().map(word -> start + word).toList();
    }

    private List<String> values(Command command, Parameter parameter, String typed) {
        int comma = parameter.repeated() ? typed.lastIndexOf(',') + 1 : 0;
        String before = typed.substring(0, comma) + (comma > 0 ? " " : "");
        String last = typed.substring(comma).strip();
        String line = command.name() + " " + (parameter.keyword().isEmpty() ? "" : parameter.keyword() + " ");
        List<String> keywords = command.parameters().stream().map(Parameter::keyword).toList();
        Set<String> words = new LinkedHashSet<>();
        if (!last.contains(" ") && last.length() <= LONGEST) {
            words.addAll(receiver.complete(line + last));
        }
        if (words.size() < CHOICES && !last.isEmpty()) {
            String small = last.toLowerCase(Locale.ROOT);
            receiver.complete(line).stream()
                    .filter(word -> word.toLowerCase(Locale.ROOT).contains(small))
                    .forEach(words::add);
        }
        if (parameter.keyword().isEmpty()) {
            words.removeAll(keywords);
        }
        return words.stream().map(word -> before + Quotes.without(word)).toList();
    }
}
