package io.tocsin.bundled.speedtest;

import io.tocsin.net.Clean;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.via.FromEach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Targets such as {@code speedtest://shop.example.com/page} or {@code speedtest://https://shop.example.com}.
 *
 * @param http by which the service is asked
 */
record SpeedTestType(ProbedType http) implements ProbedType {

    private static final Pattern TARGET =
            Pattern.compile("speedtest://((?:https?://)?[^\\s/?#:@]+(?::\\d{1,5})?(?:[/?#]\\S*)?)",
                    Pattern.CASE_INSENSITIVE);
    private static final String EACH = "2500ms";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 20;
    private static final String LARGEST_ANSWER = "200000";
    /** Of the type http, given on as they are. */
    private static final List<String> GIVEN_ON = List.of("insecure", "proxy");
    private static final List<Setting> SETTINGS = List.of(
            new Setting("ask", Kind.TEXT, "",
                    "the measuring service's address, with {node}, {target} and {host} in it"),
            new Setting("field", Kind.LIST, "", "a field of the form that is sent to it, as name=value"),
            new Setting("header", Kind.LIST, "", "a header of the request, as \"Name: value\""),
            new Setting("body", Kind.TEXT, "", "what is sent in place of a form"),
            new Setting("node", Kind.LIST, "", "where it measures from, as \"id name[carrier]\""),
            new Setting("figure", Kind.LIST, "total=alltime:'(.*?)'", "what stands in its answer, as name=expression"),
            new Setting("node-time", Kind.DURATION, EACH, "how long it may take for one node"),
            new Setting("at-once", Kind.NUMBER, "5", "for how many nodes it is asked at the same time"),
            FromEach.QUORUM,
            new Setting("insecure", Kind.FLAG, "false", "whether any certificate of the service will do"),
            new Setting("proxy", Kind.TEXT, "", "an HTTP proxy, as http://user:password@host:port"));

    @Override
    public String name() {
        return "speedtest";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("speedtest");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches()) {
            throw Refusal.of("speedtest.target", Clean.text(target));
        }
        Template template = Template.of(parts.group(1), settings);
        Reading reading = new Reading(Figure.all(settings.all("figure")));
        List<Node> nodes = Node.all(settings.all("node"));
        if (nodes.isEmpty()) {
            throw Refusal.of("speedtest.no-node");
        }
        List<FromEach.Place> places = new ArrayList<>();
        for (Node node : nodes) {
            Probe service = http.probe(template.address(node), request(template, node, settings), context);
            places.add(new FromEach.Place(node.location(), new NodeProbe(service, reading)));
        }
        return new FromEach(
                places, FromEach.quorum(settings, places.size()),
                settings.number("at-once", 5, 1, MOST_AT_ONCE), each(settings));
    }

    private static Settings request(Template template, Node node, Settings settings) {
        Map<String, List<String>> request = new LinkedHashMap<>(template.request(node));
        GIVEN_ON.stream()
                .filter(name -> !settings.all(name).isEmpty())
                .forEach(name -> request.put(name, settings.all(name)));
        request.put("max-body", List.of(LARGEST_ANSWER));
        return new Settings(request);
    }

    private static Duration each(Settings settings) {
        Duration each = settings.duration("node-time", Duration.ofMillis(2_500));
        if (each.toMillis() < 1 || each.compareTo(LONGEST) > 0) {
            throw Refusal.of("speedtest.setting.node-time", each, LONGEST);
        }
        return each;
    }
}
