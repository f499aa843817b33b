package io.tocsin.chat;

import io.tocsin.config.Nearest;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Command.Parameter;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Understands lines by the declarations of the commands alone: the longest name that fits, then values by their position
 * and clauses in any order.
 *
 * @param commands what can be said
 * @param moments how moments are read, with the zone of the room
 */
record Grammar(List<Command> commands, Moments moments) {

    private static final int MOST_DURATION_WORDS = 4;
    /** Shorter words than this are near to too many others. */
    private static final int SHORTEST_MISSPELT = 4;
    private static final int MOST_KEYWORDS = 8;

    Grammar {
        commands = List.copyOf(commands);
    }

    static Grammar of(Collection<Command> commands, Instant now, ZoneId zone) {
        return new Grammar(List.copyOf(commands), new Moments(now, zone));
    }

    /**
     * A line whose command is known.
     *
     * @param name the name or alias that was used
     * @param end where it ends
     */
    record Said(Command command, String name, String line, int end) {}

    /** The command with the longest name that the line begins with. */
    Optional<Said> find(String line) {
        return Names.find(line, commands);
    }

    /**
     * The values behind the command's name.
     *
     * @throws Refusal if they are not what was declared: what is wrong, without usage or example
     */
    Arguments arguments(Said said) {
        try {
            return new Reading(said).all();
        } catch (Refusal refusal) {
            return new Reading(said).allAfterAName().orElseThrow(() -> refusal);
        }
    }

    private static String beginning(Parameter clause) {
        return clause.keyword().split(" ", 2)[0];
    }

    /** One pass over one line. */
    private final class Reading {

        private final Said said;
        private final Tokens tokens;
        private final List<Parameter> positions;
        private final Map<String, List<Object>> values = new LinkedHashMap<>();
        private Optional<Parameter> clauseBefore = Optional.empty();

        Reading(Said said) {
            this.said = said;
            this.tokens = new Tokens(said.line, said.end);
            this.positions = new ArrayList<>(said.command.parameters().stream()
                    .filter(parameter -> parameter.keyword().isEmpty())
                    .toList());
        }

        Arguments all() {
            for (Optional<Token> token = tokens.peek(); token.isPresent(); token = tokens.peek()) {
                Optional<Parameter> clause = clause(token.get());
                if (clause.isPresent()) {
                    clause(clause.get());
                } else if (positions.isEmpty()) {
                    throw surplus(token.get());
                } else {
                    misspelt(token.get());
                    position(positions.getFirst());
                }
            }
            for (Parameter parameter : said.command.parameters()) {
                if (parameter.required() && !values.containsKey(parameter.name())) {
                    throw missing(parameter);
                }
            }
            return new Arguments(values);
        }

        /** The first word is a name though it is a keyword, too, as of a monitor called {@code disk}; empty if not. */
        Optional<Arguments> allAfterAName() {
            boolean named = !positions.isEmpty() && positions.getFirst().required() && !positions.getFirst().repeated()
                    && tokens.peek().flatMap(this::clause).isPresent();
            if (!named) {
                return Optional.empty();
            }
            try {
                position(positions.getFirst());
                return Optional.of(all());
            } catch (Refusal neither) {
                return Optional.empty();
            }
        }

        private Optional<Parameter> clause(Token token) {
            return said.command.parameters().stream()
                    .filter(parameter -> !parameter.keyword().isEmpty())
                    .filter(parameter -> token.is(beginning(parameter)) || foreign(parameter, token))
                    .findFirst();
        }

        private void clause(Parameter clause) {
            skip(clause);
            positions.removeIf(position -> values.containsKey(position.name()));
            Token value =
                    tokens.peek().orElseThrow(() -> Refusal.of("chat.clause.empty", clause.keyword(), wanted(clause)));
            if (clause.kind() != Kind.REST && clause(value).isPresent()) {
                throw Refusal.of("chat.clause.keyword", clause.keyword(), wanted(clause), value.text());
            }
            if (values.containsKey(clause.name()) && !clause.repeated()) {
                throw Refusal.of("chat.clause.twice", clause.keyword());
            }
            add(clause);
            clauseBefore = Optional.of(clause);
        }

        private static boolean foreign(Parameter clause, Token token) {
            return !token.quoted() && OtherWords.isKeyword(clause.keyword(), token.text());
        }

        /** Of a keyword of several words, such as {@code depends on}, those after the first may be left out. */
        private void skip(Parameter clause) {
            if (tokens.peek().filter(token -> foreign(clause, token)).isPresent()) {
                tokens.next();
                return;
            }
            for (String word : clause.keyword().split(" ")) {
                if (tokens.peek().filter(token -> token.is(word)).isPresent()) {
                    tokens.next();
                }
            }
        }

        /** In a list of values, a word that is nearly a keyword was meant to end it. */
        private void misspelt(Token token) {
            if (token.quoted() || token.text().length() < SHORTEST_MISSPELT
                    || !values.containsKey(positions.getFirst().name())) {
                return;
            }
            List<String> keywords =
                    keywords().stream().filter(keyword -> keyword.length() >= SHORTEST_MISSPELT).toList();
            Nearest.to(token.text(), keywords).ifPresent(nearest -> {
                throw Refusal.of("chat.keyword", token.text(), said.name, nearest);
            });
        }

        private List<String> keywords() {
            return said.command.parameters().stream()
                    .filter(parameter -> !parameter.keyword().isEmpty())
                    .map(Grammar::beginning)
                    .toList();
        }

        private void position(Parameter parameter) {
            add(parameter);
            clauseBefore = Optional.empty();
            if (!parameter.repeated()) {
                positions.removeFirst();
            }
        }

        private void add(Parameter parameter) {
            values.computeIfAbsent(parameter.name(), _ -> new ArrayList<>()).add(value(parameter));
        }

        private Object value(Parameter parameter) {
            return switch (parameter.kind()) {
                case WORD, SELECTOR, ROOM -> word(parameter);
                case REST -> tokens.rest();
                case NUMBER -> number(parameter);
                case DURATION -> words(MOST_DURATION_WORDS, Lengths::read).orElseThrow(() -> wrong(parameter));
                case MOMENT -> words(Moments.MOST_WORDS, moments::read).orElseThrow(() -> wrong(parameter));
            };
        }

        private String word(Parameter parameter) {
            Token token = tokens.next().orElseThrow();
            if (token.text().isBlank()) {
                throw Refusal.of("chat.blank", label(parameter));
            }
            if (token.quoted()) {
                return token.text();
            }
            if (parameter.keyword().equals("every")) {
                return OtherWords.length(token.text());
            }
            return parameter.kind() == Kind.WORD ? token.text() : OtherWords.value(token.text());
        }

        private Long number(Parameter parameter) {
            int before = tokens.position();
            String text = tokens.next().orElseThrow().text();
            String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
            String digits = plain.startsWith("#") ? plain.substring(1) : plain;
            boolean number =
                    !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number || Long.parseLong(digits) == 0) {
                tokens.back(before);
                throw wrong(parameter);
            }
            return Long.valueOf(digits);
        }

        /** The most words that together are a value, or nothing; a moment that has passed is refused. */
        private <T> Optional<T> words(int most, Function<String, Optional<T>> reader) {
            Optional<T> longest = Optional.empty();
            Optional<Refusal> refused = Optional.empty();
            int end = tokens.position();
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < most; i++) {
                Optional<Token> token = tokens.next();
                if (token.isEmpty() || clause(token.get()).isPresent()) {
                    break;
                }
                joined.append(i == 0 ? "" : " ").append(token.get().text());
                try {
                    Optional<T> value = reader.apply(joined.toString());
                    if (value.isPresent()) {
                        longest = value;
                        refused = Optional.empty();
                        end = tokens.position();
                    }
                } catch (Refusal passed) {
                    refused = Optional.of(passed);
                }
            }
            refused.ifPresent(passed -> {
                throw passed;
            });
            tokens.back(end);
            return longest;
        }

        private Refusal wrong(Parameter parameter) {
            String text = tokens.next().orElseThrow().text();
            return Refusal.of("chat.value", label(parameter), wanted(parameter), text);
        }

        private Refusal missing(Parameter parameter) {
            if (parameter.kind() == Kind.WORD && parameter.keyword().isEmpty()) {
                return Refusal.of("chat.missing", said.name, label(parameter));
            }
            return Refusal.of("chat.missing.kind", said.name, label(parameter), wanted(parameter));
        }

        private Refusal surplus(Token token) {
            List<String> keywords = keywords();
            longerName().ifPresent(meant -> {
                throw Refusal.of("chat.keyword", firstWord(), said.name, meant);
            });
            Optional<String> nearest = Nearest.to(token.text(), keywords);
            if (!token.quoted() && nearest.isPresent()) {
                return Refusal.of("chat.keyword", token.text(), said.name, nearest.get());
            }
            if (clauseBefore.isPresent() && clauseBefore.get().kind() == Kind.WORD && !token.quoted()) {
                return Refusal.of("chat.surplus.clause", token.text(), clauseBefore.get().keyword(), quoted());
            }
            if (keywords.size() > MOST_KEYWORDS) {
                return Refusal.of("chat.surplus.many", token.text(), said.name);
            }
            return Refusal.of(keywords.isEmpty() ? "chat.surplus" : "chat.surplus.keywords", token.text(), said.name,
                    String.join(", ", keywords));
        }

        /** The second word of a name that was meant, where only its first was understood: {@code add monitr}. */
        private Optional<String> longerName() {
            List<String> seconds = Names.of(said.command).stream()
                    .filter(name -> name.startsWith(said.name.toLowerCase(Locale.ROOT) + " "))
                    .map(name -> name.substring(said.name.length() + 1))
                    .toList();
            return Nearest.to(firstWord(), seconds);
        }

        private String firstWord() {
            return said.line.substring(said.end).strip().split(" ", 2)[0];
        }

        /** What the last clause would be if all up to the next keyword were one value. */
        private String quoted() {
            Parameter clause = clauseBefore.orElseThrow();
            List<String> words = new ArrayList<>();
            words.add(Objects.requireNonNull(values.get(clause.name())).getLast().toString());
            for (Optional<Token> token = tokens.next(); token.isPresent(); token = tokens.next()) {
                if (clause(token.get()).isPresent()) {
                    break;
                }
                words.add(token.get().text());
            }
            return clause.keyword() + " \"" + String.join(" ", words).replace("\"", "\\\"") + "\"";
        }

        private String label(Parameter parameter) {
            return parameter.keyword().isEmpty() ? Usage.placeholder(parameter) : "\"" + parameter.keyword() + "\"";
        }

        private Phrase wanted(Parameter parameter) {
            return Phrase.of("chat.kind." + parameter.kind().name().toLowerCase(Locale.ROOT));
        }
    }
}
