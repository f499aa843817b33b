package io.tocsin.source;

import io.tocsin.monitor.Draft;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives the conditions about the end of a domain, which Gatus judges with any other, a monitor of their own: registries are
 * asked once a day, and their trouble is none of the address.
 */
final class DomainPart {

    private static final Pattern ABOUT = Pattern.compile("(?i)\\[DOMAIN_EXPIRATION]");
    private static final Pattern HOST = Pattern.compile(
            "(?i)[a-z]+://(?:[^/?#@]*@)?((?:[a-z0-9_-]{1,63}\\.)+[a-z][a-z0-9-]{1,62})(?:[:/?#].*)?", Pattern.DOTALL);
    private static final String SUFFIX = "-domain";

    private DomainPart() {}

    /** The endpoint, in one part or two. */
    static List<Draft> of(Draft draft) {
        Matcher host = HOST.matcher(draft.target());
        Map<Boolean, List<String>> aboutDomain = draft.conditions().stream()
                .collect(Collectors.partitioningBy(condition -> ABOUT.matcher(condition).find()));
        List<String> about = aboutDomain.getOrDefault(true, List.of());
        List<String> rest = aboutDomain.getOrDefault(false, List.of());
        if (about.isEmpty() || !host.matches()) {
            return List.of(draft);
        }
        Draft.Builder domain = draft.edit().type("domain").target("domain://" + host.group(1)).conditions(about);
        draft.settings().keySet().forEach(domain::dropSetting);
        if (rest.isEmpty()) {
            return List.of(domain.build());
        }
        return List.of(
                draft.edit().conditions(rest).build(), domain.name(draft.name() + SUFFIX).build());
    }
}
