package io.tocsin.bundled.ckafka;

import io.tocsin.net.Clean;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Targets such as {@code ckafka://ap-guangzhou/ckafka-1a2b3c/billing/orders}; the last two may be settings instead.
 *
 * @param http by which the API is asked
 */
record CkafkaType(ProbedType http) implements ProbedType {

    private static final Pattern TARGET = Pattern.compile(
            "ckafka://([\\w-]{1,60})/([\\w-]{1,100})(?:/([^/\\s?#]{1,249})(?:/([^/\\s?#]{1,2000}))?)?/?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOPIC = Pattern.compile("([\\w.-]{1,249})(?:=(\\d{1,18}))?");
    private static final int MOST = 100;
    private static final int USUAL_LIMIT = 1_000;
    private static final List<Setting> SETTINGS = List.of(
            new Setting("consumer", Kind.LIST, "", "consumer groups"),
            new Setting("topic", Kind.LIST, "", "topics, also with their own limits; all if none"),
            new Setting("limit", Kind.NUMBER, "1000", "a lag above it is bad"),
            new Setting("sign", Kind.TEXT, "tc3",
                    "tc3 for today's API and signature; sha1 or sha256 for the older ones"),
            new Setting("sign-id", Kind.TEXT, "", "the id of the key that signs"),
            new Setting("sign-secret", Kind.SECRET, "", "the key that signs"),
            new Setting("sign-token", Kind.SECRET, "", "the session's token, where the key is temporary"),
            new Setting("endpoint", Kind.TEXT, "", "the API's address, where it is not the usual one"),
            new Setting("insecure", Kind.FLAG, "false", "whether any certificate will do, for any host"),
            new Setting("proxy", Kind.TEXT, "", "an HTTP proxy, as http://user:password@host:port"));

    @Override
    public String name() {
        return "ckafka";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("ckafka");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches()) {
            throw Refusal.of("ckafka.target", Clean.text(target));
        }
        List<String> consumers = words(parts.group(3), settings.all("consumer"));
        if (consumers.isEmpty()) {
            throw Refusal.of("ckafka.no-consumer", Clean.text(target));
        }
        long limit = settings.number("limit", USUAL_LIMIT, 0, Integer.MAX_VALUE);
        SequencedMap<String, Long> topics = topics(words(parts.group(4), settings.all("topic")), limit);
        Api api = Api.of(parts.group(1), parts.group(2), List.copyOf(topics.keySet()), settings);
        // what is wrong with the request is told to who writes it
        for (String consumer : consumers) {
            asking(api, consumer, 0, context).close();
        }
        return new CkafkaProbe(
                (consumer, offset) -> asking(api, consumer, offset, context), api.old(), consumers,
                new Lags(topics, limit));
    }

    private Probe asking(Api api, String consumer, int offset, ProbeContext context) {
        Api.Request request = api.request(consumer, offset);
        return http.probe(request.address(), request.settings(), context);
    }

    private static SequencedMap<String, Long> topics(List<String> written, long limit) {
        SequencedMap<String, Long> topics = new LinkedHashMap<>();
        for (String text : written) {
            Matcher topic = TOPIC.matcher(text);
            if (!topic.matches()) {
                throw Refusal.of("ckafka.topic", Clean.text(text));
            }
            topics.put(topic.group(1), topic.group(2) == null ? limit : Long.parseLong(topic.group(2)));
        }
        return topics;
    }

    private static List<String> words(@Nullable String inTarget, List<String> settings) {
        List<String> all = Stream.concat(Optional.ofNullable(inTarget).stream(), settings.stream())
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (all.size() > MOST) {
            throw Refusal.of("ckafka.many", Integer.toString(MOST), Integer.toString(all.size()));
        }
        return all;
    }
}
