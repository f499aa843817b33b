import io.tocsin.spi.*;
import module java.base;

/**
 * Opens an issue in GitHub or Jira when something goes down, once for each incident; comments on it, and closes it if
 * wanted, when it is well again. What cannot be done now is done later, also after a restart. An incident that is muted
 * gets its issue when the mute ends. It does nothing until plugin.incidenttickets.tracker is set.
 *
 * Configuration: tracker, token, url, repository, project, user, issue-type, labels, only, close, per-hour, room
 */
public class IncidentTickets implements Plugin {

    enum Kind { GITHUB, JIRA }

    record Settings(
            @Option("github or jira") Optional<Kind> tracker,
            @Option(value = "where it is", standard = "https://api.github.com") String url,
            @Option(value = "GitHub: owner/name", standard = "") String repository,
            @Option(value = "Jira: the project's key", standard = "") String project,
            @Option(value = "Jira: whose token it is, an e-mail address", standard = "") String user,
            @Option(value = "what opens the door", standard = "", secret = true) String token,
            @Option(value = "Jira: the type of issue", standard = "Task") String issueType,
            @Option(value = "the labels of an issue", standard = "incident") List<String> labels,
            @Option(value = "the monitors, groups or tags; empty for all", standard = "") List<String> only,
            @Option(value = "whether an issue is closed at the end", standard = "false") boolean close,
            @Option(value = "Jira: the name of the transition that closes it", standard = "Done") String transition,
            @Option(value = "how many issues are opened in an hour; more wait", standard = "20") int perHour,
            @Option(value = "who is told of issues, and of errors", standard = "console") String room) {

        Settings {
            boolean right = tracker.isEmpty() || !token.isBlank() && (tracker.get() == Kind.GITHUB
                    ? repository.matches("[\\w.-]+/[\\w.-]+")
                    : project.matches("[A-Z][A-Z0-9_]+") && user.contains("@"));
            if (!right) {
                throw new Refusal("plugin.incidenttickets needs a token, and for GitHub repository = acme/shop,"
                        + " or for Jira project = OPS and user = ana@example.com");
            }
            url = url.replaceFirst("/+$", "");
        }
    }

    private static final String COMMENTED = "commented";
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final Deque<Instant> opened = new ArrayDeque<>();
    private final AtomicBoolean waiting = new AtomicBoolean(true);
    private Instant pausedUntil = Instant.MIN;
    private Duration pause = SHORT;
    private String told = "";
    private Bot bot;
    private Settings settings;
    private Tracker tracker;

    @Override
    public void start(Bot running) {
        bot = running;
        settings = bot.config(Settings.class);
        if (settings.tracker().isEmpty()) {
            return;
        }
        tracker = settings.tracker().get() == Kind.GITHUB ? new GitHub() : new Jira();
        bot.on(Event.Down.class, event -> down(event.trouble()));
        bot.on(Event.Recovered.class, this::ended);
        bot.on(Event.Started.class, event -> missed());
        bot.every("10s", this::work);
    }

    // Kept by number: monitor, title, text, mark; key, if there is an issue; end, if it is over; tried, if it was.

    private synchronized void down(Event.Trouble trouble) {
        String number = String.valueOf(trouble.number());
        Set<String> names = new HashSet<>(trouble.tags());
        names.addAll(List.of(trouble.monitor(), trouble.group()));
        boolean wanted = settings.only().isEmpty() || settings.only().stream().anyMatch(names::contains);
        if (wanted && bot.store().get(number).isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(
                    trouble.monitor() + "  " + trouble.target(), trouble.cause(), "since " + trouble.since()));
            trouble.failed().forEach(condition -> lines.add((condition.passed() ? "v " : "x ") + condition.text()));
            keep(Map.of("number", number, "monitor", trouble.monitor(), "text", cut(String.join("\n", lines), 4_000),
                    "title", cut("DOWN " + trouble.monitor() + ": " + trouble.cause(), 200).replace('\n', ' '),
                    "mark", "tocsin-" + number + "-" + trouble.since().getEpochSecond()));
        }
        work();
    }

    private void keep(Map<String, String> ticket) {
        bot.store().put(ticket.get("number"), Json.write(ticket));
        waiting.set(true);
    }

    private Map<String, String> keep(Map<String, String> ticket, String name, String value) {
        Map<String, String> changed = new TreeMap<>(ticket);
        changed.put(name, value);
        keep(changed);
        return changed;
    }

    private List<Map<String, String>> tickets() {
        return bot.store().all().values().stream().map(IncidentTickets::read)
                .sorted(Comparator.comparing(ticket -> Long.valueOf(ticket.get("number"))))
                .toList();
    }

    private static Map<String, String> read(String json) {
        Map<String, String> ticket = new TreeMap<>();
        Json.parse(json).fields().forEach((name, value) -> ticket.put(name, value.text()));
        return ticket;
    }

    private synchronized void ended(Event.Recovered event) {
        Duration lasted = event.lasted();
        String how = "Well again after " + lasted.toMinutes() + " min " + lasted.toSecondsPart() + " s.";
        bot.store().get(String.valueOf(event.trouble().number())).ifPresent(json -> keep(read(json), "end", how));
        work();
    }

    /** What has ended while nobody looked. */
    private synchronized void missed() {
        Map<String, String> states = new HashMap<>();
        bot.monitors().forEach(monitor -> states.put(monitor.name(), monitor.state()));
        for (Map<String, String> ticket : tickets()) {
            String state = states.getOrDefault(ticket.get("monitor"), "no longer watched");
            if (!ticket.containsKey("end") && Set.of("UP", "no longer watched").contains(state)) {
                keep(ticket, "end", "It is " + state + ".");
            }
        }
    }

    private static String cut(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        return clean.length() <= most ? clean : clean.substring(0, most) + "...";
    }

    private synchronized void work() {
        if (bot.clock().instant().isBefore(pausedUntil) || !waiting.getAndSet(false)) {
            return;
        }
        for (Map<String, String> ticket : tickets()) {
            try {
                work(ticket);
            } catch (Failed failed) {
                if (!failed.forEver) {
                    later(failed, failed.until);
                    return;
                }
                bot.store().remove(ticket.get("number"));
                bot.send(settings.room(), failed.getMessage() + ". " + name(ticket) + " is left at that.");
            } catch (IOException | Refusal failed) {
                later(failed, Instant.MIN);
                return;
            }
        }
        if (!told.isEmpty()) {
            bot.send(settings.room(), "Issues are opened again.");
        }
        told = "";
        pause = SHORT;
    }

    private static String name(Map<String, String> ticket) {
        return "Incident #" + ticket.get("number") + " (" + ticket.get("monitor") + ")";
    }

    private void work(Map<String, String> ticket) throws IOException {
        boolean muted = bot.monitors().stream()
                .anyMatch(monitor -> monitor.name().equals(ticket.get("monitor")) && monitor.muted().isPresent());
        opened.removeIf(at -> !at.isAfter(bot.clock().instant().minus(Duration.ofHours(1))));
        boolean tooMany = opened.size() >= settings.perHour();
        if (!ticket.containsKey("key") && muted && ticket.containsKey("end")) {
            bot.store().remove(ticket.get("number"));
        } else if (!ticket.containsKey("key") && (muted || tooMany)) {
            waiting.set(true);
        } else {
            end(ticket.containsKey("key") ? ticket : open(ticket));
        }
    }

    private Map<String, String> open(Map<String, String> ticket) throws IOException {
        Optional<String> found = ticket.containsKey("tried") ? tracker.find(ticket.get("mark")) : Optional.empty();
        Map<String, String> tried = keep(ticket, "tried", "yes");
        String key = found.isPresent() ? found.get() : tracker.open(tried);
        if (key.isEmpty()) {
            throw new IOException("The answer does not name the issue");
        }
        opened.add(bot.clock().instant());
        String place = settings.repository().isEmpty() ? settings.url() + "/browse/" : settings.repository() + "#";
        bot.send(settings.room(), name(ticket) + " has an issue: " + place + key);
        return keep(tried, "key", key);
    }

    private void end(Map<String, String> ticket) throws IOException {
        String end = ticket.getOrDefault("end", "");
        if (end.isEmpty()) {
            return;
        }
        if (!end.equals(COMMENTED)) {
            tracker.comment(ticket.get("key"), end);
            keep(ticket, "end", COMMENTED);
        }
        if (settings.close()) {
            tracker.close(ticket.get("key"));
        }
        bot.store().remove(ticket.get("number"));
    }

    /** Waits as long as the other side asks for, or else longer and longer. */
    private void later(Exception failed, Instant asked) {
        pause = pause.toMinutes() < 15 ? pause.multipliedBy(2) : pause;
        Instant soon = bot.clock().instant().plus(pause);
        pausedUntil = asked.isAfter(soon) ? asked : soon;
        waiting.set(true);
        if (!told.equals(failed.getMessage())) {
            told = String.valueOf(failed.getMessage());
            bot.send(settings.room(), told + ". I try again.");
        }
    }

    interface Tracker {
        Map<String, String> headers();
        Optional<String> find(String mark) throws IOException;
        String open(Map<String, String> ticket) throws IOException;
        void comment(String key, String text) throws IOException;
        void close(String key) throws IOException;
    }

    /** An answer that says no. */
    static class Failed extends IOException {
        final boolean forEver;
        final Instant until;
        Failed(String why, boolean forEver, Instant until) {
            super(why);
            this.forEver = forEver;
            this.until = until;
        }
    }

    private Json call(String method, String path, Optional<Object> body) throws IOException {
        Http.Answer answer = bot.http().send(new Http.Request(method, settings.url() + path, tracker.headers(),
                body.map(Json::write).orElse(""), Duration.ofSeconds(20)));
        if (answer.ok()) {
            return Json.parse(answer.body().isBlank() ? "{}" : answer.body());
        }
        String why = method + " " + path + " is answered with " + answer.status() + " " + cut(answer.body(), 300);
        boolean never = Set.of(400, 410, 413, 422).contains(answer.status())
                || answer.status() == 404 && path.matches(".*/issues?/.+");
        throw new Failed(why.strip(), never, until(answer.headers()));
    }

    /** Seconds or a date, as RFC 9110 has it; or the second at which GitHub's limit ends. */
    private Instant until(Map<String, String> headers) {
        Instant now = bot.clock().instant();
        String after = headers.getOrDefault("retry-after", "");
        String left = headers.getOrDefault("x-ratelimit-remaining", "");
        String reset = left.equals("0") ? headers.getOrDefault("x-ratelimit-reset", "0") : "0";
        try {
            Instant until = after.isEmpty()
                    ? Instant.ofEpochSecond(Long.parseLong(reset))
                    : after.matches("\\d{1,9}")
                            ? now.plusSeconds(Long.parseLong(after))
                            : ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Instant tomorrow = now.plus(Duration.ofDays(1));
            return until.isAfter(tomorrow) ? tomorrow : until;
        } catch (NumberFormatException | DateTimeException neither) {
            return now;
        }
    }

    /** https://docs.github.com/en/rest/issues */
    class GitHub implements Tracker {
        private final String issues = "/repos/" + settings.repository() + "/issues";

        public Map<String, String> headers() {
            return Map.of("Accept", "application/vnd.github+json", "Authorization", "Bearer " + settings.token(),
                    "Content-Type", "application/json", "X-GitHub-Api-Version", "2022-11-28");
        }

        public Optional<String> find(String mark) throws IOException {
            String newest = "?state=all&sort=created&direction=desc&per_page=50";
            return call("GET", issues + newest, Optional.empty()).list().stream()
                    .filter(issue -> issue.at("body").text().endsWith(mark))
                    .map(issue -> issue.at("number").text())
                    .findFirst();
        }

        /** Indented lines are code to Markdown: nothing in them can ping, link or close anything. */
        public String open(Map<String, String> ticket) throws IOException {
            String body = "    " + ticket.get("text").replace("\n", "\n    ") + "\n\n" + ticket.get("mark");
            return call("POST", issues, Optional.of(Map.of("title", ticket.get("title"), "body", body,
                    "labels", settings.labels()))).at("number").text();
        }

        public void comment(String key, String text) throws IOException {
            call("POST", issues + "/" + key + "/comments", Optional.of(Map.of("body", text)));
        }

        public void close(String key) throws IOException {
            call("PATCH", issues + "/" + key, Optional.of(Map.of("state", "closed", "state_reason", "completed")));
        }
    }

    /** https://developer.atlassian.com/cloud/jira/platform/rest/v3 */
    class Jira implements Tracker {
        private static final String ISSUE = "/rest/api/3/issue";

        public Map<String, String> headers() {
            byte[] both = (settings.user() + ":" + settings.token()).getBytes(StandardCharsets.UTF_8);
            return Map.of("Accept", "application/json", "Content-Type", "application/json",
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }

        public Optional<String> find(String mark) throws IOException {
            String query = URLEncoder.encode("labels = \"" + mark + "\"", StandardCharsets.UTF_8);
            return call("GET", "/rest/api/3/search/jql?fields=summary&maxResults=1&jql=" + query, Optional.empty())
                    .at("issues").list().stream().map(issue -> issue.at("key").text()).findFirst();
        }

        public String open(Map<String, String> ticket) throws IOException {
            List<String> labels = new ArrayList<>(settings.labels());
            labels.add(ticket.get("mark"));
            return call("POST", ISSUE, Optional.of(Map.of("fields", Map.of(
                    "project", Map.of("key", settings.project()), "issuetype", Map.of("name", settings.issueType()),
                    "summary", ticket.get("title"), "labels", labels,
                    "description", document("codeBlock", ticket.get("text")))))).at("key").text();
        }

        /** In the Atlassian Document Format; text in it is only text. */
        private static Map<String, Object> document(String block, String text) {
            List<Object> inner = List.of(Map.of("type", "text", "text", text));
            return Map.of("type", "doc", "version", 1, "content", List.of(Map.of("type", block, "content", inner)));
        }

        public void comment(String key, String text) throws IOException {
            call("POST", ISSUE + "/" + key + "/comment", Optional.of(Map.of("body", document("paragraph", text))));
        }

        public void close(String key) throws IOException {
            String path = ISSUE + "/" + key + "/transitions";
            String id = call("GET", path, Optional.empty()).at("transitions").list().stream()
                    .filter(one -> one.at("name").text().equalsIgnoreCase(settings.transition()))
                    .map(one -> one.at("id").text())
                    .findFirst()
                    .orElseThrow(() -> new Failed(key + " has no " + settings.transition(), true, Instant.MIN));
            call("POST", path, Optional.of(Map.of("transition", Map.of("id", id))));
        }
    }
}
