import io.tocsin.spi.*;
import module java.base;

/**
 * Answers as simple Hubot scripts do. The scripts are read as text, and no JavaScript is run: what they respond to or
 * hear, and what they send or reply, with templates, random picks from lists, and what was caught. A listener that does
 * anything else is left out, and told by file and line. It does nothing until plugin.hubotscripts.directory is set.
 *
 * Commands:
 *   - hubot scripts
 * Configuration: directory
 */
public class HubotScripts implements Plugin {

    record Settings(@Option("where the scripts are") Optional<String> directory) {}

    @Override
    public void start(Bot bot) throws IOException {
        Optional<String> directory = bot.config(Settings.class).directory();
        if (directory.isEmpty()) {
            return;
        }
        List<String> summary = new ArrayList<>();
        List<Listener> all = new ArrayList<>();
        for (Path file : files(Path.of(directory.get()))) {
            Script script = read(file);
            all.addAll(script.listeners.stream().filter(Listener::isWhole).toList());
            summary.add(script.summary());
        }
        all.stream().limit(500).forEach(listener -> listen(bot, listener));
        String told = summary.isEmpty() ? "There are no scripts." : String.join("\n", summary);
        bot.command(Command.named("hubot scripts").example("hubot scripts")
                .summary("The Hubot scripts, and what is not understood").run((talk, none) -> talk.reply(told)));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().matches(".*\\.(coffee|js|mjs)")).sorted().limit(200).toList();
        } catch (NoSuchFileException none) {
            throw new Refusal("plugin.hubotscripts.directory is " + directory + ", which is not there.");
        }
    }

    private static Script read(Path file) throws IOException {
        Script script = new Script(String.valueOf(file.getFileName()));
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(256 << 10), StandardCharsets.UTF_8).replace("\r\n", "\n");
            script.read(tokens(text, file.toString().endsWith(".coffee")));
        } catch (StackOverflowError tangled) {
            script.strange.add("this file is too tangled to be read");
        }
        return script;
    }

    /** Hubot looks where the line begins, and does not mind what follows; the bot bounds what an expression costs. */
    private static void listen(Bot bot, Listener listener) {
        Bot.Listener answer = talk -> listener.answers.forEach(line -> talk.reply(line.say(talk)));
        if (listener.responds) {
            String whole = "(?:" + listener.pattern.pattern() + ")[\\s\\S]*";
            bot.respond(Pattern.compile(whole, listener.pattern.flags()), answer);
        } else {
            bot.hear(listener.pattern, answer);
        }
    }

    enum Kind { NAME, TEXT, TEMPLATE, REGEX, SIGN, END }

    record Token(Kind kind, String text, int line, int indent) {

        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
        }

        boolean isText() {
            return kind == Kind.TEXT || kind == Kind.TEMPLATE;
        }
    }

    private static final String STRINGS = "(?<end>\n[ \t]*+)|(?<space>[ \t]++)|(?<name>[\\w$]++)"
            + "|(?<single>'[^'\\\\]*+(?:\\\\[\\s\\S][^'\\\\]*+)*+')"
            + "|(?<double>\"[^\"\\\\]*+(?:\\\\[\\s\\S][^\"\\\\]*+)*+\")";
    private static final Pattern COFFEE = Pattern.compile("(?<comment>###[\\s\\S]*?###|#[^\n]*+)"
            + "|\"\"\"(?<long>[\\s\\S]*?)\"\"\"|" + STRINGS + "|(?<sign>->|=>|[\\s\\S])");
    private static final Pattern SCRIPT = Pattern.compile("(?<comment>//[^\n]*+|/\\*[\\s\\S]*?\\*/)"
            + "|`(?<long>[^`\\\\]*+(?:\\\\[\\s\\S][^`\\\\]*+)*+)`|" + STRINGS + "|(?<sign>->|=>|[\\s\\S])");
    private static final Pattern REGEX =
            Pattern.compile("/(?<regex>(?:[^/\\\\\\[\n]|\\\\.|\\[(?:[^\\]\\\\\n]|\\\\.)*+\\])++)/(?<flags>[a-z]*+)");
    private static final Set<String> BEFORE_REGEX = Set.of("(", ",", "=", "respond", "hear");

    private static List<Token> tokens(String text, boolean coffee) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = (coffee ? COFFEE : SCRIPT).matcher(text);
        Matcher regex = REGEX.matcher(text);
        int line = 1;
        int indent = 0;
        for (int at = 0; at < text.length();) {
            String before = tokens.isEmpty() ? "" : tokens.getLast().text();
            if (BEFORE_REGEX.contains(before)
                    && regex.region(at, text.length()).lookingAt()) {
                tokens.add(new Token(Kind.REGEX, regex.group("flags") + "/" + regex.group("regex"), line, indent));
                at = regex.end();
                continue;
            }
            matcher.region(at, text.length()).lookingAt();
            String all = matcher.group();
            if (matcher.group("end") != null) {
                indent = all.length() - 1;
                tokens.add(new Token(Kind.END, "", line, indent));
            } else if (matcher.group("space") == null && matcher.group("comment") == null) {
                tokens.add(token(matcher, coffee, line, indent));
            }
            line += all.split("\n", -1).length - 1;
            at = matcher.end();
        }
        return tokens;
    }

    private static Token token(Matcher matcher, boolean coffee, int line, int indent) {
        String all = matcher.group();
        boolean isLong = matcher.group("long") != null;
        boolean quoted = isLong || matcher.group("single") != null || matcher.group("double") != null;
        if (!quoted) {
            return new Token(matcher.group("name") != null ? Kind.NAME : Kind.SIGN, all, line, indent);
        }
        int quotes = isLong && coffee ? 3 : 1;
        boolean template = isLong || coffee && all.startsWith("\"");
        String text = all.substring(quotes, all.length() - quotes);
        return new Token(template ? Kind.TEMPLATE : Kind.TEXT, text, line, indent);
    }

    /** A part of an answer; it may need what was said. */
    interface Part {
        String say(Talk talk);

        static Part joined(List<Part> parts) {
            return talk -> parts.stream().map(part -> part.say(talk)).collect(Collectors.joining());
        }
    }

    record Listener(boolean responds, Pattern pattern, Token begin, String parameter, List<Part> answers,
            Map<String, Part> values, AtomicBoolean strange) {

        boolean isWhole() {
            return !strange.get() && !answers.isEmpty();
        }
    }

    /** Reads statements one after the other; brackets that only hold them together count for nothing. */
    static final class Script {
        private static final Set<String> ENDS = Set.of(";", "{", "}", "->", "=>");
        private static final Set<String> FILL = Set.of(
                "(", ")", "return", "const", "let", "var", "await", "async", "function");
        private static final Pattern HOLE = Pattern.compile("[#$]\\{\\s*+([^{}]*+)\\}");
        private static final Pattern ESCAPE = Pattern.compile("\\\\([\\s\\S])");
        private static final Pattern LISTENS = Pattern.compile("\\w+ \\. (respond|hear) / , (?:\\w+ : \" , )?(\\w+)");

        final String name;
        final List<Listener> listeners = new ArrayList<>();
        final List<String> strange = new ArrayList<>();
        private final Map<String, List<String>> lists = new HashMap<>();
        private Optional<Listener> current = Optional.empty();

        Script(String name) {
            this.name = name;
        }

        String summary() {
            long whole = listeners.stream().filter(Listener::isWhole).count();
            return Stream.concat(
                    Stream.of(name + ": " + whole + " of " + listeners.size() + " listeners understood"),
                    strange.stream().limit(20)).collect(Collectors.joining("\n  "));
        }

        void read(List<Token> tokens) {
            List<Token> words = new ArrayList<>();
            int open = 0;
            for (Token token : tokens) {
                open += token.is("[") ? 1 : token.is("]") ? -1 : 0;
                if (open <= 0 && (token.kind() == Kind.END || !token.isText() && ENDS.contains(token.text()))) {
                    statement(words);
                    words.clear();
                    open = 0;
                } else if (token.kind() != Kind.END && (token.isText() || !FILL.contains(token.text()))) {
                    words.add(token);
                }
            }
            statement(words);
        }

        private void statement(List<Token> words) {
            if (words.isEmpty()) {
                return;
            }
            Token first = words.getFirst();
            current = current.filter(it -> first.indent > it.begin.indent || first.line == it.begin.line);
            try {
                if (!listens(words) && !answers(words) && !names(words) && !isHead(words)) {
                    throw new Refusal("");
                }
            } catch (Refusal why) {
                current.ifPresent(listener -> listener.strange.set(true));
                String shown = words.stream().limit(20).map(Token::text).collect(Collectors.joining(" "));
                strange.add(name + ":" + first.line() + ": " + shown.substring(0, Math.min(80, shown.length()))
                        + (why.getMessage().isEmpty() ? "" : "  (" + why.getMessage() + ")"));
            }
        }

        /** The statement with a quote for each text and a slash for each expression. */
        private static String shape(List<Token> words) {
            return words.stream()
                    .map(word -> word.isText() ? "\"" : word.kind() == Kind.REGEX ? "/" : word.text())
                    .collect(Collectors.joining(" "));
        }

        /** {@code robot.respond /open (.*)/i, (res)} */
        private boolean listens(List<Token> words) {
            Matcher shape = LISTENS.matcher(shape(words));
            if (!shape.matches()) {
                return false;
            }
            String[] regex = words.get(3).text().split("/", 2);
            int flags = (regex[0].contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                    | (regex[0].contains("m") ? Pattern.MULTILINE : 0) | (regex[0].contains("s") ? Pattern.DOTALL : 0);
            try {
                if (regex[1].length() > 1_000) {
                    throw new PatternSyntaxException("the expression is too long", "", 0);
                }
                Pattern pattern = Pattern.compile(regex[1], flags);
                listeners.add(new Listener(shape.group(1).equals("respond"), pattern, words.getFirst(), shape.group(2),
                        new ArrayList<>(), new HashMap<>(), new AtomicBoolean()));
                current = Optional.of(listeners.getLast());
                return true;
            } catch (PatternSyntaxException wrong) {
                throw new Refusal(wrong.getDescription());
            }
        }

        /** {@code res.send "Hello #{res.match[1]}", "and more"} */
        private boolean answers(List<Token> words) {
            boolean fits = words.size() > 3 && current.isPresent() && words.getFirst().is(current.get().parameter)
                    && words.get(1).is(".") && (words.get(2).is("send") || words.get(2).is("reply"));
            if (fits) {
                boolean reply = words.get(2).is("reply");
                for (List<Token> argument : split(words.subList(3, words.size()), ",")) {
                    Part text = sum(argument);
                    current.get().answers.add(
                            talk -> (reply ? talk.person().name() + ": " : "") + text.say(talk));
                }
            }
            return fits;
        }

        private Part sum(List<Token> words) {
            List<Part> parts = new ArrayList<>();
            split(words, "+").forEach(part -> parts.add(part(part)));
            return Part.joined(parts);
        }

        private static List<List<Token>> split(List<Token> words, String sign) {
            List<List<Token>> parts = new ArrayList<>(List.of(new ArrayList<>()));
            int open = 0;
            for (Token word : words) {
                open += word.is("[") ? 1 : word.is("]") ? -1 : 0;
                if (open == 0 && word.is(sign)) {
                    parts.add(new ArrayList<>());
                } else {
                    parts.getLast().add(word);
                }
            }
            return parts;
        }

        private Part part(List<Token> words) {
            if (words.size() == 1 && words.getFirst().isText()) {
                boolean template = words.getFirst().kind() == Kind.TEMPLATE;
                String raw = words.getFirst().text();
                return template ? template(raw) : talk -> unescaped(raw);
            }
            boolean random = words.size() > 3 && words.getFirst().is(current.orElseThrow().parameter)
                    && words.get(1).is(".") && words.get(2).is("random");
            if (!random) {
                return value(shape(words));
            }
            List<Token> what = words.subList(3, words.size());
            List<String> list = list(what).orElse(lists.getOrDefault(shape(what), List.of()));
            if (list.isEmpty()) {
                throw new Refusal("there is no list " + shape(what));
            }
            return talk -> list.get(ThreadLocalRandom.current().nextInt(list.size()));
        }

        private Part value(String shape) {
            Listener listener = current.orElseThrow();
            String plain = shape.replace(" ", "");
            String own = Pattern.quote(listener.parameter) + "\\.";
            if (plain.matches(own + "match\\[\\d{1,2}\\]")) {
                int group = Integer.parseInt(plain.replaceAll(".*\\[|\\]", ""));
                if (group > listener.pattern.matcher("").groupCount()) {
                    throw new Refusal("there is no group " + group);
                }
                return talk -> talk.group(group);
            }
            if (plain.matches(own + "(message|envelope)\\.user\\.name")) {
                return talk -> talk.person().name();
            }
            return Optional.ofNullable(listener.values.get(plain))
                    .orElseThrow(() -> new Refusal("what is " + plain + "?"));
        }

        private Part template(String text) {
            List<Part> parts = new ArrayList<>();
            for (String part : HOLE.splitWithDelimiters(text, -1)) {
                Matcher hole = HOLE.matcher(part);
                parts.add(hole.matches() ? value(hole.group(1)) : talk -> unescaped(part));
            }
            return Part.joined(parts);
        }

        private static String unescaped(String raw) {
            return ESCAPE.matcher(raw).replaceAll(escape -> Matcher.quoteReplacement(
                    escape.group(1).equals("n") ? "\n" : escape.group(1).equals("t") ? "\t" : escape.group(1)));
        }

        /** Texts in brackets; in CoffeeScript the end of a line may stand for a comma. */
        private static Optional<List<String>> list(List<Token> words) {
            boolean right = words.size() > 2 && words.getFirst().is("[") && words.getLast().is("]")
                    && words.subList(1, words.size() - 1).stream().allMatch(word -> word.is(",") || word.isText());
            return Optional.of(words).filter(_ -> right)
                    .map(all -> all.stream().filter(Token::isText).map(word -> unescaped(word.text())).toList());
        }

        /** {@code what = res.match[1]}, or {@code jokes = ["one", "two"]} */
        private boolean names(List<Token> words) {
            boolean named = words.size() > 2 && words.getFirst().kind() == Kind.NAME && words.get(1).is("=");
            List<Token> value = words.subList(Math.min(2, words.size()), words.size());
            Optional<List<String>> list = Optional.of(value).filter(_ -> named).flatMap(Script::list);
            if (list.isPresent()) {
                lists.put(words.getFirst().text(), list.get());
            } else if (named) {
                current.ifPresent(it -> it.values.put(words.getFirst().text(), sum(value)));
            }
            return named && (current.isPresent() || list.isPresent());
        }

        private static boolean isHead(List<Token> words) {
            return words.stream().allMatch(word -> word.is(","))
                    || shape(words).matches("(module \\. )?exports =( \\w+)?|export default( \\w+)?|\"");
        }
    }
}
