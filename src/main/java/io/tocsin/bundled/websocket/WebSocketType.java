package io.tocsin.bundled.websocket;

import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Exchange;
import io.tocsin.net.Form;
import io.tocsin.net.Wire;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets such as {@code wss://example.com/feed}. */
record WebSocketType(Dialer dialer, String agent) implements ProbedType {

    private static final Pattern TARGET =
            Pattern.compile("((?:ws|wss)://[^/?#]*)([/?][!-~&&[^#]]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):\\s*([\\t -~]{0,8000})");
    private static final Set<String> OWN = Set.of("host", "upgrade", "connection", "sec-websocket-key",
            "sec-websocket-version", "sec-websocket-extensions");
    private static final Form PLAIN = new Form("websocket", List.of("ws"), 80, "wss://example.com/feed");
    private static final Form SECURE = new Form("websocket", List.of("wss"), 443, "wss://example.com/feed");
    private static final List<Setting> SETTINGS = List.of(
            new Setting("header", Kind.LIST, "", "a header of the request, as \"Name: value\""),
            Exchange.BODY, Wire.INSECURE);

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("ws", "wss");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        boolean secure = target.strip().toLowerCase(Locale.ROOT).startsWith("wss:");
        Form form = secure ? SECURE : PLAIN;
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches()) {
            throw form.refusal(target);
        }
        Endpoint there = form.parse(parts.group(1)).vetted(context);
        String path = parts.group(2) == null ? "/" : parts.group(2);
        String host = parts.group(1).substring(parts.group(1).indexOf("//") + 2);
        StringBuilder request = new StringBuilder("GET ")
                .append(path.startsWith("/") ? path : "/" + path)
                .append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        boolean named = false;
        for (String header : settings.all("header")) {
            request.append(checked(header)).append("\r\n");
            named |= header.toLowerCase(Locale.ROOT).startsWith("user-agent:");
        }
        if (!named) {
            request.append("User-Agent: ").append(agent).append("\r\n");
        }
        return new WebSocketProbe(
                there, secure, settings.flag("insecure", false), request.toString(), settings.text("body"), dialer,
                context);
    }

    private static String checked(String header) {
        Matcher parts = HEADER.matcher(header.strip());
        if (!parts.matches() || OWN.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            throw Refusal.of("websocket.header", Clean.text(header.replaceFirst(":.*", ": ...")));
        }
        return parts.group(1) + ": " + parts.group(2);
    }
}
