import io.tocsin.spi.*;
import module java.base;

/**
 * Says in a room that something is being deployed, and mutes it meanwhile. A build server says so to POST /deploy, signed as
 * GitHub signs its webhooks, or with a token; people say it in chat. It does nothing until plugin.deployannouncer.room is set.
 *
 * Commands:
 *   - deploy start shop version 1.2
 *   - deploy done shop
 *   - deploy failed shop
 * Configuration: room, secret, token, mute, environments, longest
 */
public class DeployAnnouncer implements Plugin {

    record Settings(
            @Option("the room that is told") Optional<String> room,
            @Option(value = "what callers sign with, as GitHub does", secret = true) Optional<String> secret,
            @Option(value = "what callers may know instead, for curl", secret = true) Optional<String> token,
            @Option(value = "what to mute where the deploy's name is none, as \"shop: shop-* db, site: web\"", standard = "") List<String> mute,
            @Option(value = "the environments of GitHub that count", standard = "production") List<String> environments,
            @Option(value = "after this a deploy counts as forgotten", standard = "30m") Duration longest) {}

    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");
    private static final Map<String, String> STATES = Map.of(
            "start", "started", "started", "started", "in_progress", "started",
            "done", "finished", "finished", "finished", "success", "finished",
            "failed", "failed", "failure", "failed", "error", "failed");

    private final Map<String, List<String>> muted = new HashMap<>();
    private Bot bot;
    private Settings settings;

    @Override
    public void start(Bot running) {
        bot = running;
        settings = bot.config(Settings.class);
        if (settings.room().isEmpty()) {
            return;
        }
        settings.mute().forEach(this::readMute);
        for (String word : List.of("start", "done", "failed")) {
            bot.command(Command.named("deploy " + word).needs(Role.OPERATE).changes()
                    .value("name", Command.Kind.WORD).optional("note", Command.Kind.REST)
                    .summary("Announces a deploy that has come to this: " + STATES.get(word))
                    .example("deploy " + word + " shop")
                    .run((talk, said) -> talk.reply(announce(new Step(
                            said.text("name"), word, talk.person().name(), said.optional("note").orElse(""))))));
        }
        if (settings.token().isPresent() || settings.secret().isPresent()) {
            bot.route("POST /deploy", request -> isSigned(request) || hasToken(request) ? told(request) : stranger());
            bot.route("POST /deploy/{name}/{state}", request -> hasToken(request) ? toldByPath(request) : stranger());
        }
        bot.every("1m", this::endForgotten);
    }

    private void readMute(String entry) {
        String[] parts = entry.split(":", 2);
        if (parts.length < 2 || !NAME.matcher(parts[0].strip()).matches() || parts[1].isBlank()) {
            throw new Refusal(
                    "plugin.deployannouncer.mute has \"" + entry + "\"; write the name of the deploy, a colon and what "
                            + "to mute with spaces between, such as shop: shop-* payments");
        }
        muted.put(parts[0].strip(), List.of(parts[1].strip().split("\\s+")));
    }

    // What comes in

    private boolean isSigned(Route.Request request) throws GeneralSecurityException {
        if (settings.secret().isEmpty()) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(settings.secret().get()), "HmacSHA256"));
        String right = "sha256=" + HexFormat.of().formatHex(mac.doFinal(bytes(request.body())));
        return MessageDigest.isEqual(bytes(right), bytes(request.headers().getOrDefault("x-hub-signature-256", "")));
    }

    private boolean hasToken(Route.Request request) {
        String bearer = request.headers().getOrDefault("authorization", "").replaceFirst("(?i)^bearer ", "");
        String given = request.headers().getOrDefault("x-token", bearer);
        return settings.token().filter(right -> MessageDigest.isEqual(bytes(right), bytes(given))).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Route.Answer stranger() {
        return Route.Answer.text(403, "The signature or token is missing or wrong.\n");
    }

    private Route.Answer told(Route.Request request) {
        Json body = Json.parse(request.body());
        String event = request.headers().getOrDefault("x-github-event", "");
        return switch (event) {
            case "" -> answer(new Step(
                    body.at("name").text(), body.at("state").text(), body.at("by").text(), body.at("note").text()));
            case "deployment_status" -> toldByGitHub(body);
            case "ping" -> Route.Answer.text(200, "pong\n");
            default -> Route.Answer.text(202, "Only deployment_status is of interest, not " + event + ".\n");
        };
    }

    private Route.Answer toldByGitHub(Json body) {
        String state = body.at("deployment_status", "state").text();
        String environment = body.at("deployment", "environment").text();
        if (!STATES.containsKey(state) || !settings.environments().contains(environment)) {
            return Route.Answer.text(202, "Nothing is said of " + state + " in " + environment + ".\n");
        }
        return answer(new Step(
                body.at("repository", "name").text(), state, body.at("deployment", "creator", "login").text(),
                body.at("deployment", "ref").text() + " to " + environment));
    }

    /** The signature does not cover the path, so only the token opens it. */
    private Route.Answer toldByPath(Route.Request request) {
        return answer(new Step(
                request.path().get("name"), request.path().get("state"), request.query().getOrDefault("by", ""),
                request.query().getOrDefault("note", "")));
    }

    private Route.Answer answer(Step step) {
        return Route.Answer.text(200, announce(step) + "\n");
    }

    // What is made of it

    /** What a deploy has come to. All of it may come from outside. */
    record Step(String name, String state, String by, String note) {

        Step {
            if (!NAME.matcher(name).matches()) {
                throw new Refusal("\"" + name + "\" is no name of a deploy; write up to 64 letters, digits, - _ and .");
            }
            if (!STATES.containsKey(state)) {
                throw new Refusal("\"" + state + "\" is no state of a deploy; write started, finished or failed.");
            }
            state = STATES.get(state);
            by = line(by);
            note = line(note);
        }

        private static String line(String text) {
            String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return line.length() <= 200 ? line : line.substring(0, 200) + "...";
        }

        String words() {
            return "Deploy of " + name + " " + state + (by.isEmpty() ? "" : " by " + by)
                    + (note.isEmpty() ? "" : ": " + note);
        }
    }

    private synchronized String announce(Step step) {
        boolean begins = step.state().equals("started");
        String done = begins ? begin(step) : end(step.name());
        Severity colour = Map.of("started", Severity.INFO, "finished", Severity.GOOD).getOrDefault(step.state(),
                Severity.WARNING);
        bot.send(settings.room().orElseThrow(), Message.of(colour, step.words(), done));
        return done.isEmpty() ? "Said so." : done;
    }

    private String begin(Step step) {
        List<String> ours = new ArrayList<>(mutes(step.name()));
        ours.removeIf(this::isOfSomebodyElse);
        bot.store().put(step.name(), Json.write(Map.of("at", bot.clock().instant(), "mutes", ours)));
        List<String> refused = new ArrayList<>();
        ours.removeIf(what -> !mute(what, step.name(), refused));
        refused.addFirst(
                ours.isEmpty() ? "Nothing is muted for it." : "Muted meanwhile: " + String.join(", ", ours) + ".");
        return String.join("\n", refused);
    }

    /** A mute ends by itself, so that a deploy which never says that it has ended does no lasting harm. */
    private boolean mute(String what, String deploy, List<String> refused) {
        try {
            bot.run("mute " + quoted(what) + " for " + settings.longest().toSeconds() + "s because deploying "
                    + deploy);
            return true;
        } catch (Refusal unknown) {
            refused.add(what + " is not muted: " + unknown.getMessage());
            return false;
        }
    }

    /** What is configured, or else what is watched by the name of the deploy. */
    private List<String> mutes(String name) {
        boolean known = bot.monitors().stream().anyMatch(monitor -> monitor.name().equals(name)
                || monitor.group().equals(name) || monitor.tags().contains(name));
        return muted.getOrDefault(name, known ? List.of(name) : List.of());
    }

    /** A mute that a person has set is neither replaced nor ended. */
    private boolean isOfSomebodyElse(String what) {
        return bot.monitors().stream().flatMap(monitor -> monitor.muted().stream())
                .anyMatch(mute -> mute.what().equalsIgnoreCase(what) && !mute.by().name().equals("DeployAnnouncer"));
    }

    private String end(String name) {
        Set<String> ends = new TreeSet<>(mutesOf(name));
        bot.store().remove(name);
        bot.store().all().keySet().forEach(other -> ends.removeAll(mutesOf(other)));
        ends.removeIf(this::isOfSomebodyElse);
        ends.removeIf(what -> !unmute(what));
        return ends.isEmpty() ? "" : "No longer muted: " + String.join(", ", ends) + ".";
    }

    private List<String> mutesOf(String name) {
        return Json.parse(bot.store().get(name).orElse("{}")).at("mutes").list().stream().map(Json::text).toList();
    }

    private boolean unmute(String what) {
        try {
            bot.run("unmute " + quoted(what));
            return true;
        } catch (Refusal over) {
            return false;
        }
    }

    private static String quoted(String what) {
        return "\"" + what + "\"";
    }

    private synchronized void endForgotten() {
        Instant before = bot.clock().instant().minus(settings.longest());
        bot.store().all().forEach((name, deploy) -> {
            if (!Instant.parse(Json.parse(deploy).at("at").text()).isAfter(before)) {
                String ended = end(name);
                bot.send(settings.room().orElseThrow(), Message.of(Severity.WARNING,
                        "Deploy of " + name + " has not ended within " + settings.longest().toMinutes() + " min",
                        ended));
            }
        });
    }
}
