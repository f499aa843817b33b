import io.tocsin.spi.*;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import module java.base;

/**
 * Reads the status pages of the big providers: a monitor type cloud, with a line for each open incident. Known are aws,
 * azure, cloudflare, digitalocean, discord, gcp, github, npm, slack and twilio; of any other page that is made with
 * Atlassian's Statuspage the host will do.
 *
 * Commands:
 *   - add monitor github cloud://github every 2m
 *   - add monitor aws cloud://aws set only=eu-west-1 set only=Ireland
 *   - add monitor pages cloud://status.example.com
 *   - cloud status
 * Configuration:
 *   - providers: those that "cloud status" shows
 *   - addresses: where to read instead, such as github=https://mirror.example.com/summary.json
 * Author: Tocsin
 */
public class CloudStatus implements Plugin {

    private static final String USUAL = "github, cloudflare, aws, gcp, azure, slack, discord";

    record Own(
            @Option(value = "those that \"cloud status\" shows", standard = USUAL) List<String> providers,
            @Option(value = "where to read instead, name=address", standard = "") List<String> addresses) {}

    enum Form {
        STATUSPAGE, RSS, GOOGLE, SLACK
    }

    /** Where and how a provider says it. */
    record Page(String name, Form form, String url) {

        private static final Map<String, Page> KNOWN = Stream.of(
                new Page("aws", Form.RSS, "https://status.aws.amazon.com/rss/all.rss"),
                new Page("azure", Form.RSS, "https://azure.status.microsoft/en-us/status/feed/"),
                new Page("gcp", Form.GOOGLE, "https://status.cloud.google.com/incidents.json"),
                new Page("slack", Form.SLACK, "https://slack-status.com/api/v2.0.0/current"),
                statuspage("github", "www.githubstatus.com"), statuspage("cloudflare", "www.cloudflarestatus.com"),
                statuspage("discord", "discordstatus.com"), statuspage("digitalocean", "status.digitalocean.com"),
                statuspage("npm", "status.npmjs.org"), statuspage("twilio", "status.twilio.com"))
                .collect(Collectors.toMap(Page::name, page -> page));

        static Page statuspage(String name, String host) {
            return new Page(name, Form.STATUSPAGE, "https://" + host + "/api/v2/summary.json");
        }

        static Page of(String text) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            Page known = KNOWN.get(name);
            if (known == null && !name.matches("(?=.{3,253}$)[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d{1,5})?")) {
                throw new Refusal(
                        "\"" + name + "\" is no provider; known are " + String.join(", ", new TreeSet<>(KNOWN.keySet()))
                                + ", and the hosts of pages made with Statuspage, such as status.example.com.");
            }
            return known == null ? statuspage(name, name) : known;
        }
    }

    enum Level {
        UP, DEGRADED, DOWN
    }

    /** Something that a provider tells of, and the components, services and regions where it is. */
    record Incident(Level level, String title, List<String> where) {

        boolean concerns(List<String> words) {
            String all = (title + " " + String.join(" ", where)).toLowerCase(Locale.ROOT);
            return words.isEmpty() || words.stream().anyMatch(word -> all.contains(word.toLowerCase(Locale.ROOT)));
        }

        String line() {
            String line = where.isEmpty() ? title : title + " (" + String.join(", ", where) + ")";
            line = line.replaceAll("\\s+", " ").strip();
            return line.length() <= 200 ? line : line.substring(0, 200) + "...";
        }
    }

    private volatile Optional<Reader> started = Optional.empty();

    /** Asked for before the start, so that monitors of the configuration find it. */
    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new CloudType());
    }

    @Override
    public void start(Bot bot) {
        Own own = bot.config(Own.class);
        Reader reader = new Reader(bot.http(), bot.clock(), addresses(own.addresses()));
        List<Page> shown = own.providers().stream().map(Page::of).toList();
        started = Optional.of(reader);
        bot.command(Command.named("cloud status")
                .optionals("provider", Command.Kind.WORD)
                .summary("Says what the providers' status pages say")
                .example("cloud status").example("cloud status github aws")
                .run((talk, arguments) -> {
                    List<Page> asked = arguments.all("provider").stream().limit(20).map(Page::of).toList();
                    talk.reply(overview(reader, asked.isEmpty() ? shown : asked));
                }));
    }

    private static Map<String, String> addresses(List<String> configured) {
        Map<String, String> addresses = new TreeMap<>();
        for (String text : configured) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2 || !parts[1].matches("https?://\\S+")) {
                throw new Refusal(
                        "\"" + text + "\" in addresses is not of the form github=https://example.com/summary.json.");
            }
            addresses.put(parts[0].strip(), parts[1].strip());
        }
        return addresses;
    }

    /** All at once: each may take its time. */
    private static String overview(Reader reader, List<Page> pages) throws InterruptedException {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            return all.invokeAll(pages.stream().map(page -> (Callable<String>) () -> overview(reader, page)).toList())
                    .stream().map(Future::resultNow).collect(Collectors.joining("\n"));
        }
    }

    private static String overview(Reader reader, Page page) {
        try {
            List<Incident> open = reader.incidents(page, List.of(), Duration.ofSeconds(10));
            return worst(open) + "  " + page.name()
                    + open.stream().limit(5).map(incident -> "\n  " + incident.line()).collect(Collectors.joining())
                    + (open.size() > 5 ? "\n  and " + (open.size() - 5) + " more" : "");
        } catch (Refusal denied) {
            return "UNKNOWN  " + page.name() + "  its address is denied";
        } catch (IOException unreadable) {
            return "UNKNOWN  " + page.name() + "  its status page cannot be read: " + unreadable.getMessage();
        }
    }

    private static Level worst(List<Incident> incidents) {
        return incidents.stream().map(Incident::level).max(Comparator.naturalOrder()).orElse(Level.UP);
    }

    /** Targets such as {@code cloud://github}. */
    class CloudType implements ProbedType {

        @Override
        public String name() {
            return "cloud";
        }

        @Override
        public Set<String> schemes() {
            return Set.of("cloud");
        }

        @Override
        public List<Setting> settings() {
            return List.of(new Setting("only", Setting.Kind.LIST, "",
                    "components, services or regions that matter; all if none"));
        }

        @Override
        public Probe probe(String target, Settings settings, ProbeContext context) {
            Page page = Page.of(target.strip().replaceAll("(?i)^cloud://|/$", ""));
            List<String> only =
                    settings.all("only").stream().flatMap(text -> Stream.of(text.split("\\s*,\\s*"))).toList();
            return limit -> look(page, only, limit);
        }

        private Result look(Page page, List<String> only, Duration limit) {
            long start = System.nanoTime();
            try {
                List<Incident> open = started.orElseThrow().incidents(page, only, limit);
                Result.Builder result = Result.builder()
                        .connected(true)
                        .status(worst(open).ordinal(), open.isEmpty() ? "no incidents" : open.getFirst().line())
                        .phases(new Phases(0, 0, 0, System.nanoTime() - start, 0));
                open.forEach(incident -> result.finding(
                        incident.level() == Level.UP, incident.level() == Level.DEGRADED, incident.line()));
                return result.build();
            } catch (IOException unreadable) {
                return Result
                        .failed("The status page of " + page.name() + " cannot be read: " + unreadable.getMessage());
            }
        }
    }

    /** What the pages say, the worst first. */
    record Reader(Http http, InstantSource clock, Map<String, String> addresses) {

        private static final int MOST_ITEMS = 500;
        private static final int CUT = 900_000;
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

        List<Incident> incidents(Page page, List<String> only, Duration limit) throws IOException {
            String url = addresses.getOrDefault(page.name(), page.url());
            Http.Answer answer = http.send(new Http.Request("GET", url, Map.of(), "", limit));
            if (!answer.ok()) {
                throw new IOException("it answers " + answer.status());
            }
            List<Incident> all = switch (page.form()) {
                case STATUSPAGE -> statuspage(json(answer.body(), "status", "indicator"), !only.isEmpty());
                case RSS -> feed(answer.body());
                case GOOGLE -> google(answer.body());
                case SLACK -> slack(json(answer.body(), "status"));
            };
            return all.stream()
                    .filter(incident -> incident.concerns(only))
                    .sorted(Comparator.comparing(Incident::level).reversed())
                    .toList();
        }

        private static Json json(String body, String... needed) throws IOException {
            try {
                Json json = Json.parse(body);
                if (needed.length == 0 ? body.stripLeading().startsWith("[") : !json.at(needed).text().isEmpty()) {
                    return json;
                }
            } catch (Refusal refusal) {
                throw new IOException("it is not JSON", refusal);
            }
            throw new IOException("it is not of the form that was expected");
        }

        private static List<Incident> statuspage(Json summary, boolean chosen) {
            List<Incident> open = new ArrayList<>();
            for (Json incident : summary.at("incidents").list()) {
                Level level = level(incident.at("impact").text(), "critical", "none", "maintenance");
                open.add(new Incident(level, incident.at("name").text(), names(incident.at("components"), "name")));
            }
            for (Json component : summary.at("components").list()) {
                String status = component.at("status").text();
                if (!Set.of("", "operational", "under_maintenance").contains(status)) {
                    // one part of many is the provider's worst only to those who asked for just that
                    Level level = chosen && status.equals("major_outage") ? Level.DOWN : Level.DEGRADED;
                    open.add(new Incident(level, component.at("name").text() + ": " + status.replace('_', ' '),
                            List.of()));
                }
            }
            return open;
        }

        private static List<Incident> google(String body) throws IOException {
            List<Incident> open = new ArrayList<>();
            for (Json incident : json(body.length() < CUT ? body : whole(body)).list()) {
                if (incident.at("end").text().isEmpty() && incident.at("begin").isThere()) {
                    Level level = level(incident.at("status_impact").text(), "SERVICE_OUTAGE", "SERVICE_INFORMATION");
                    List<String> where = new ArrayList<>(names(incident.at("affected_products"), "title"));
                    where.addAll(names(incident.at("currently_affected_locations"), "title", "id"));
                    open.add(new Incident(level, incident.at("external_desc").text(), where));
                }
            }
            return open;
        }

        /** Those that are whole, the newest first, where a long list was cut. */
        private static String whole(String list) {
            int depth = 0;
            int end = 1;
            boolean quoted = false;
            for (int i = 0; i < list.length(); i++) {
                char c = list.charAt(i);
                quoted ^= c == '"';
                i += quoted && c == '\\' ? 1 : 0;
                depth += quoted ? 0 : "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
                end = depth == 1 && c == '}' ? i + 1 : end;
            }
            return list.substring(0, end) + "]";
        }

        private static List<Incident> slack(Json current) {
            List<Incident> open = new ArrayList<>();
            for (Json incident : current.at("active_incidents").list()) {
                Level level = level(incident.at("type").text(), "outage", "notice", "maintenance");
                open.add(new Incident(level, incident.at("title").text(),
                        incident.at("services").list().stream().map(Json::text).toList()));
            }
            return open;
        }

        private static Level level(String word, String down, String... up) {
            return word.equals(down) ? Level.DOWN : List.of(up).contains(word) ? Level.UP : Level.DEGRADED;
        }

        private static List<String> names(Json list, String... members) {
            return Stream.of(members).flatMap(member -> list.list().stream().map(one -> one.at(member).text()))
                    .filter(name -> !name.isEmpty()).toList();
        }

        /** The newest word on each matter counts, unless it is old or says that it is over. */
        private List<Incident> feed(String xml) throws IOException {
            Map<String, Incident> open = new LinkedHashMap<>();
            Set<String> seen = new HashSet<>();
            for (Map<String, String> item : items(xml)) {
                String title = item.getOrDefault("title", "");
                String place = item.getOrDefault("guid", title).replaceFirst("_\\d+$", "").replaceFirst("^.*[#/]", "");
                boolean over = title.matches("(?is).*(\\[?resolved\\b|operating normally).*");
                if (seen.add(place) && !over && isFresh(item.getOrDefault("pubDate", ""))) {
                    boolean down = title.matches("(?is).*\\b(disruption|outage|unavailable)\\b.*");
                    open.put(place, new Incident(down ? Level.DOWN : Level.DEGRADED, title, List.of(place)));
                }
            }
            return List.copyOf(open.values());
        }

        /** By the day alone: AWS gives its zone as PDT or PST. */
        private boolean isFresh(String date) {
            try {
                String day = date.replaceFirst("^.*?(\\d{1,2} [A-Z][a-z]{2} \\d{4}).*$", "$1");
                return LocalDate.parse(day, DAY).atStartOfDay(ZoneOffset.UTC).plusDays(2).toInstant()
                        .isAfter(clock.instant());
            } catch (DateTimeParseException undated) {
                return true;
            }
        }

        /** Those that are whole, where a long feed was cut. */
        private static List<Map<String, String>> items(String xml) throws IOException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            List<Map<String, String>> items = new ArrayList<>();
            try {
                XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml.strip()));
                if (reader.nextTag() != XMLStreamConstants.START_ELEMENT || !reader.getLocalName().equals("rss")) {
                    throw new IOException("it is no RSS feed");
                }
                while (reader.hasNext() && items.size() < MOST_ITEMS) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("item")) {
                        items.add(item(reader));
                    }
                }
            } catch (XMLStreamException broken) {
                if (xml.length() < CUT) {
                    throw new IOException("it is no RSS feed", broken);
                }
            }
            return items;
        }

        private static Map<String, String> item(XMLStreamReader reader) throws XMLStreamException {
            Map<String, String> item = new HashMap<>();
            while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
                item.putIfAbsent(reader.getLocalName(), reader.getElementText().strip());
            }
            return item;
        }
    }
}
