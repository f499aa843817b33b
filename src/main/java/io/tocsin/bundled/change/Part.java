package io.tocsin.bundled.change;

import io.tocsin.spi.Json;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/** Which part of a page is compared. */
sealed interface Part {

    /** More are left out. */
    int MOST = 2_000;

    /** As it was written; empty for the whole page. */
    String name();

    /**
     * What is there, in the order of the page.
     *
     * @throws Refusal if the page cannot be read that way
     */
    List<String> in(byte[] page);

    /** @throws Refusal if it is said in several ways, or wrongly */
    static Part of(Settings settings) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String way : List.of("css", "json", "regex")) {
            settings.text(way).ifPresent(text -> said.put(way, text));
        }
        if (said.size() > 1) {
            throw Refusal.of("change.several", String.join(", ", said.keySet()));
        }
        return Stream.of(
                Optional.ofNullable(said.get("css")).map(Css::of),
                Optional.ofNullable(said.get("json")).map(Path::of),
                Optional.ofNullable(said.get("regex")).map(Found::of))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(Whole::new);
    }

    /** As it is read by people: spaces are one, and what is no text is none. */
    private static List<String> clean(Stream<String> texts) {
        return texts.map(text -> text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
                .filter(text -> !text.isEmpty())
                .limit(MOST)
                .toList();
    }

    private static String text(byte[] page) {
        return new String(page, StandardCharsets.UTF_8);
    }

    private static Document html(byte[] page) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(page), null, "");
        } catch (IOException | RuntimeException unreadable) {
            throw new Refusal(Phrase.of("change.no-html", String.valueOf(unreadable.getMessage())));
        }
    }

    /** All text of a page that is HTML, or the page itself. */
    record Whole() implements Part {

        @Override
        public String name() {
            return "";
        }

        @Override
        public List<String> in(byte[] page) {
            String text = text(page);
            if (!text.stripLeading().startsWith("<")) {
                return clean(text.lines());
            }
            List<String> texts = new ArrayList<>();
            html(page).body().forEach(element -> texts.add(element.ownText()));
            return clean(texts.stream());
        }
    }

    /** Elements of HTML, by their text, or what they have in its place. */
    record Css(String name, Evaluator selector) implements Part {

        private static final List<String> INSTEAD = List.of("content", "alt", "value", "href", "src");

        static Part of(String text) {
            try {
                return new Css(text, QueryParser.parse(text));
            } catch (SelectorParseException | IllegalArgumentException wrong) {
                throw new Refusal(Phrase.of("change.css", text, String.valueOf(wrong.getMessage())));
            }
        }

        @Override
        public List<String> in(byte[] page) {
            return clean(html(page).select(selector).stream().map(Css::text));
        }

        private static String text(Element element) {
            String text = element.text();
            return text.isBlank()
                    ? INSTEAD.stream().map(element::attr).filter(value -> !value.isBlank()).findFirst().orElse("")
                    : text;
        }
    }

    /** Values of JSON: {@code .key}, {@code [0]}, and {@code [*]} for all entries. */
    record Path(String name, List<String> steps) implements Part {

        private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,6}|\\*)]");
        private static final String ALL = "[*]";

        static Part of(String text) {
            List<String> steps = new ArrayList<>();
            Matcher step = STEP.matcher(text.strip().replaceFirst("^\\$", ""));
            int end = 0;
            while (step.lookingAt()) {
                steps.add(step.group(1) != null ? step.group(1) : step.group());
                end = step.end();
                step.region(end, step.regionEnd());
            }
            if (steps.isEmpty() || end < step.regionEnd()) {
                throw Refusal.of("change.json", text);
            }
            return new Path(text, List.copyOf(steps));
        }

        @Override
        public List<String> in(byte[] page) {
            Stream<Json> found = Stream.of(Json.parse(Part.text(page)));
            for (String step : steps) {
                found = found.flatMap(json -> down(json, step));
            }
            return clean(found.flatMap(json -> json.list().isEmpty() ? Stream.of(json) : json.list().stream())
                    .map(Path::shown));
        }

        private static Stream<Json> down(Json json, String step) {
            if (!step.startsWith("[")) {
                return Stream.of(json.at(step)).filter(Json::isThere);
            }
            List<Json> entries = json.list();
            if (step.equals(ALL)) {
                return entries.isEmpty() ? json.fields().values().stream() : entries.stream();
            }
            int number = Integer.parseInt(step.substring(1, step.length() - 1));
            return number < entries.size() ? Stream.of(entries.get(number)) : Stream.empty();
        }

        private static String shown(Json json) {
            return json.fields().isEmpty() ? json.text() : Json.write(json);
        }
    }

    /** What a regular expression finds: its first group, or all of it. */
    record Found(String name, Expression expression) implements Part {

        static Part of(String text) {
            return new Found(text, Expression.of("regex", text));
        }

        @Override
        public List<String> in(byte[] page) {
            return clean(expression.found(Part.text(page), MOST).stream());
        }
    }
}
