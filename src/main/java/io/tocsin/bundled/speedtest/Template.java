package io.tocsin.bundled.speedtest;

import io.tocsin.net.Clean;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request in which a node and the page to be measured are yet to be put, as <code>{node}</code>, <code>{name}</code>,
 * <code>{carrier}</code>, <code>{target}</code> and <code>{host}</code>.
 *
 * @param address of the service
 * @param fields of a form, {@code name=value}; none if it sends no form
 * @param body in place of a form; empty for none
 * @param target the page to be measured
 */
record Template(String address, List<String> headers, List<String> fields, String body, String target) {

    private static final Pattern HOLE = Pattern.compile("\\{(node|name|carrier|target|host)}");
    private static final Pattern HOST = Pattern.compile("(?:https?://)?([^/?#:]*).*", Pattern.DOTALL);
    private static final String FORM = "application/x-www-form-urlencoded";

    static Template of(String target, Settings settings) {
        String address = settings.text("ask", "").strip();
        if (!address.matches("https?://\\S+")) {
            throw Refusal.of("speedtest.setting.ask", Clean.text(address.replaceFirst("//[^/?#]*@", "//***@")));
        }
        Template template = new Template(
                address, settings.all("header"), settings.all("field"), settings.text("body", ""), target);
        for (String field : template.fields) {
            if (field.indexOf('=') < 1) {
                throw Refusal.of("speedtest.setting.field", Clean.text(field));
            }
        }
        if (!template.fields.isEmpty() && !template.body.isEmpty()) {
            throw Refusal.of("speedtest.setting.body");
        }
        if (!HOLE.matcher(String.join(" ", address, String.join(" ", template.headers),
                String.join(" ", template.fields), template.body)).results()
                .anyMatch(hole -> isOfNode(hole.group(1)))) {
            throw Refusal.of("speedtest.setting.nowhere");
        }
        return template;
    }

    private static boolean isOfNode(String hole) {
        return hole.equals("node") || hole.equals("name") || hole.equals("carrier");
    }

    /** Where a node is asked. */
    String address(Node node) {
        return filled(address, node, Template::escaped);
    }

    /** What is asked there, in the settings of the type {@code http}. */
    Map<String, List<String>> request(Node node) {
        Map<String, List<String>> request = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        headers.forEach(header -> all.add(filled(header, node, UnaryOperator.identity())));
        if (!fields.isEmpty()) {
            List<String> written = new ArrayList<>();
            for (String field : fields) {
                int equals = field.indexOf('=');
                String value = filled(field.substring(equals + 1), node, UnaryOperator.identity());
                written.add(escaped(field.substring(0, equals).strip()) + "=" + escaped(value));
            }
            request.put("body", List.of(String.join("&", written)));
            if (headers.stream().noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type"))) {
                all.add("Content-Type: " + FORM);
            }
        } else if (!body.isEmpty()) {
            request.put("body", List.of(filled(body, node, UnaryOperator.identity())));
        }
        request.put("header", all);
        return request;
    }

    private String filled(String text, Node node, UnaryOperator<String> escape) {
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(escape.apply(switch (hole.group(1)) {
            case "node" -> node.id();
            case "name" -> node.location().name();
            case "carrier" -> node.location().carrier();
            case "target" -> target;
            default -> host();
        })));
    }

    private String host() {
        return HOST.matcher(target).replaceFirst("$1");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
