//OFF until somebody says "plugin enable KafkaLag", because its library has 20 MB
//DEPS org.apache.kafka:kafka-clients:4.3.1
import io.tocsin.spi.*;
import module java.base;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Watches how far consumers of Kafka lag behind: a monitor type kafka. The lag of a topic is summed over its partitions;
 * more than the limit is bad, and each topic is a line of its own.
 *
 * Commands:
 *   - add monitor orders kafka://broker1:9092,broker2:9092/billing
 *   - add monitor orders kafka://broker:9092 set consumer=billing set topic=orders set topic=payments=50 set limit=1000
 *   - add monitor orders kafka://broker:9093/billing/orders set tls=yes user tocsin password ${secret:KAFKA}
 * Author: Tocsin
 */
public class KafkaLag implements Plugin {

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new KafkaType());
    }

    /** Targets such as {@code kafka://host:port,host:port/consumer/topic}; the last two may be settings instead. */
    static class KafkaType implements ProbedType {

        private static final String SERVER = "(?:\\[[0-9a-fA-F:.]{2,45}]|[\\w.-]{1,253}):\\d{1,5}";
        private static final Pattern TARGET = Pattern.compile("(?i)kafka://(" + SERVER + "(?:," + SERVER + "){0,19})"
                + "(?:/([^/\\s?#]{1,249})(?:/([^/\\s?#]{1,2000}))?)?/?");
        private static final Pattern TOPIC = Pattern.compile("([\\w.-]{1,249})(?:=(\\d{1,18}))?");
        private static final int MOST = 100;

        @Override
        public String name() {
            return "kafka";
        }

        @Override
        public Set<String> schemes() {
            return Set.of("kafka");
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    new Setting("consumer", Setting.Kind.LIST, "", "consumer groups"),
                    new Setting("topic", Setting.Kind.LIST, "", "topics, also with their own limits; all if none"),
                    new Setting("limit", Setting.Kind.NUMBER, "1000", "a lag above it is bad"),
                    new Setting("tls", Setting.Kind.FLAG, "no", "whether to speak TLS"),
                    new Setting("ca", Setting.Kind.TEXT, "", "a PEM file with the authorities to trust"),
                    new Setting("identity", Setting.Kind.TEXT, "", "a PEM file with the bot's key and certificate"),
                    new Setting("user", Setting.Kind.TEXT, "", "who logs in by SASL"),
                    new Setting("password", Setting.Kind.SECRET, "", "and with which password"),
                    new Setting("mechanism", Setting.Kind.TEXT, "PLAIN", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"));
        }

        @Override
        public Probe probe(String target, Settings settings, ProbeContext context) {
            Matcher parts = TARGET.matcher(target.strip());
            if (!parts.matches()) {
                throw new Refusal("\"" + target + "\" is no Kafka cluster; write kafka://broker:9092/consumer, or with "
                        + "several brokers kafka://one:9092,two:9092/consumer.");
            }
            List<String> consumers = words(Optional.ofNullable(parts.group(2)), settings.all("consumer"));
            if (consumers.isEmpty()) {
                throw new Refusal("Which consumer group? Write kafka://broker:9092/billing, or set consumer=billing.");
            }
            long limit = settings.number("limit", 1000, 0, Integer.MAX_VALUE);
            SequencedMap<String, Long> topics = new LinkedHashMap<>();
            for (String text : words(Optional.ofNullable(parts.group(3)), settings.all("topic"))) {
                Matcher topic = TOPIC.matcher(text);
                if (!topic.matches()) {
                    throw new Refusal("\"" + text + "\" is no topic; write a name, or one with its limit: orders=500.");
                }
                topics.put(topic.group(1), topic.group(2) == null ? limit : Long.parseLong(topic.group(2)));
            }
            List<Server> servers = Stream.of(parts.group(1).split(",")).map(Server::of).toList();
            servers.forEach(server -> context.allow(server.host()));
            return new Lag(servers, consumers, topics, limit, Access.of(parts.group(1), settings), context);
        }

        private static List<String> words(Optional<String> inTarget, List<String> settings) {
            List<String> all = Stream.concat(inTarget.stream(), settings.stream())
                    .flatMap(text -> Stream.of(text.split(",")))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
            if (all.size() > MOST) {
                throw new Refusal("A monitor has at most " + MOST + " consumers and topics, not " + all.size() + ".");
            }
            return all;
        }
    }

    record Server(String text, String host, int port) {

        static Server of(String text) {
            int colon = text.lastIndexOf(':');
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 65_535) {
                throw new Refusal(text + " has no port between 1 and 65535.");
            }
            return new Server(text, text.substring(0, colon).replaceAll("[\\[\\]]", ""), port);
        }
    }

    /** How the brokers are spoken to, in the library's own words; it holds the password. */
    static final class Access {

        private final Map<String, Object> properties;

        private Access(Map<String, Object> properties) {
            this.properties = properties;
        }

        static Access of(String servers, Settings settings) {
            Map<String, Object> access = new HashMap<>();
            access.put("bootstrap.servers", servers);
            access.put("client.id", "tocsin");
            access.put("metric.reporters", "");
            access.put("enable.metrics.push", "false");
            boolean tls = settings.flag("tls", false);
            Optional<String> user = settings.text("user");
            access.put("security.protocol", (user.isPresent() ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT"));
            settings.text("ca").ifPresent(file -> pem(access, "truststore", file));
            settings.text("identity").ifPresent(file -> pem(access, "keystore", file));
            user.ifPresent(name -> sasl(access, name, settings));
            return new Access(access);
        }

        private static void pem(Map<String, Object> access, String store, String file) {
            if (!Files.isReadable(Path.of(file))) {
                throw new Refusal("The file " + file + " cannot be read; name a PEM file.");
            }
            access.put("ssl." + store + ".type", "PEM");
            access.put("ssl." + store + ".location", file);
        }

        private static void sasl(Map<String, Object> access, String user, Settings settings) {
            String mechanism = settings.text("mechanism", "PLAIN").toUpperCase(Locale.ROOT);
            String module = switch (mechanism) {
                case "PLAIN" -> "plain.PlainLoginModule";
                case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "scram.ScramLoginModule";
                default -> throw new Refusal("\"" + mechanism
                        + "\" is no mechanism that is known here; PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 are.");
            };
            access.put("sasl.mechanism", mechanism);
            access.put("sasl.jaas.config", "org.apache.kafka.common.security." + module + " required username="
                    + Json.write(user) + " password=" + Json.write(settings.text("password", "")) + ";");
        }

        Admin open(Duration limit) {
            Map<String, Object> all = new HashMap<>(properties);
            int millis = Math.toIntExact(Math.max(100, limit.toMillis()));
            all.put("request.timeout.ms", millis);
            all.put("default.api.timeout.ms", millis);
            return Admin.create(all);
        }
    }

    /** A topic and how it lags, or why nothing is known of it. */
    record Line(boolean passed, String topic, String text) {}

    /** A check connects anew, so that nothing is left between checks and a broker that is gone is noticed at once. */
    record Lag(
            List<Server> servers, List<String> consumers, Map<String, Long> topics, long limit, Access access,
            ProbeContext context) implements Probe {

        @Override
        public Result run(Duration time) throws Exception {
            long start = System.nanoTime();
            long deadline = start + time.toNanos() * 4 / 5;
            List<String> refused = new ArrayList<>();
            if (servers.stream().noneMatch(server -> reaches(server, left(deadline).dividedBy(2), refused))) {
                Phrase why = Phrase.literal("No broker can be reached: " + listed(refused.stream()));
                return Result.builder().unreachable(why).build();
            }
            long connected = System.nanoTime();
            try (Cluster cluster = new Cluster(access.open(left(deadline)), deadline)) {
                List<Line> lines = new ArrayList<>();
                Map<String, Map<String, Long>> lags = new TreeMap<>();
                for (String consumer : consumers) {
                    look(cluster, consumer, lines, lags);
                }
                return result(lines, lags, new Phases(0, connected - start, 0, System.nanoTime() - connected, 0));
            } catch (KafkaException | ExecutionException | TimeoutException failed) {
                return Result.failed(why(failed));
            }
        }

        private boolean reaches(Server server, Duration limit, List<String> refused) {
            try (Socket socket = new Socket()) {
                InetAddress address = InetAddress.getByName(server.host());
                context.allow(server.host(), address);
                socket.connect(new InetSocketAddress(address, server.port()), (int) Math.max(1, limit.toMillis()));
                return true;
            } catch (UnknownHostException unknown) {
                refused.add(server.text() + " has no address");
            } catch (IOException failed) {
                refused.add(server.text() + ": " + failed.getMessage());
            }
            return false;
        }

        private void look(Cluster cluster, String consumer, List<Line> lines, Map<String, Map<String, Long>> lags)
                throws Exception {
            if (!cluster.hasGroup(consumer)) {
                lines.add(new Line(false, consumer, "there is no consumer group " + consumer));
                return;
            }
            Map<TopicPartition, Long> offsets = cluster.committed(consumer);
            if (offsets.isEmpty()) {
                lines.add(new Line(false, consumer, "the consumer group " + consumer + " has committed no offsets"));
                return;
            }
            Set<String> wanted = topics.isEmpty()
                    ? offsets.keySet().stream().map(TopicPartition::topic)
                            .collect(Collectors.toCollection(TreeSet::new))
                    : topics.keySet();
            for (String topic : wanted) {
                Map<TopicPartition, Long> own = new HashMap<>(offsets);
                own.keySet().removeIf(partition -> !partition.topic().equals(topic));
                Optional<Integer> partitions = cluster.partitions(topic);
                if (partitions.isEmpty()) {
                    lines.add(new Line(false, topic, "there is no topic " + topic));
                } else if (own.isEmpty()) {
                    lines.add(new Line(false, topic, consumer + " has committed no offsets for " + topic));
                } else {
                    long lag = cluster.lag(own);
                    lags.computeIfAbsent(consumer, _ -> new TreeMap<>()).put(topic, lag);
                    lines.add(line(consumer, topic, lag, partitions.get() - own.size()));
                }
            }
        }

        private Line line(String consumer, String topic, long lag, int without) {
            long most = topics.getOrDefault(topic, limit);
            boolean passed = lag <= most;
            return new Line(passed, topic, topic + " (" + consumer + "): lag " + lag + (passed ? " <= " : " > ") + most
                    + (without > 0 ? ", " + without + " partitions without an offset" : ""));
        }

        private static Result result(List<Line> lines, Map<String, Map<String, Long>> lags, Phases phases) {
            List<Line> bad = lines.stream().filter(line -> !line.passed()).toList();
            long worst = lags.values().stream().flatMap(all -> all.values().stream()).mapToLong(l -> l).max().orElse(0);
            String words = switch (bad.size()) {
                case 0 -> "lag " + worst + " at most";
                case 1 -> bad.getFirst().text();
                default -> bad.size() + " of " + lines.size() + ": " + listed(bad.stream().map(Line::topic).distinct());
            };
            Result.Builder result = Result.builder()
                    .connected(true)
                    .status((int) Math.min(worst, Integer.MAX_VALUE), words)
                    .body(Json.write(lags).getBytes(StandardCharsets.UTF_8))
                    .phases(phases);
            Stream.concat(bad.stream(), lines.stream().filter(Line::passed))
                    .forEach(line -> result.finding(line.passed(), false, line.text()));
            return result.build();
        }

        private static String why(Exception failed) {
            Throwable cause = failed instanceof ExecutionException ? failed.getCause() : failed;
            return switch (cause) {
                case org.apache.kafka.common.errors.SslAuthenticationException tls -> "TLS fails: " + tls.getMessage();
                case AuthenticationException refused -> "The brokers do not let us in: " + refused.getMessage();
                case AuthorizationException forbidden -> "The brokers forbid it: " + forbidden.getMessage();
                case TimeoutException _,org.apache.kafka.common.errors.TimeoutException _ ->
                        "The brokers take connections, but do not answer in time; is it the right port, and TLS or not?";
                default -> "The brokers answer with an error: " + String.valueOf(cause.getMessage());
            };
        }

        private static String listed(Stream<String> all) {
            return all.limit(5).collect(Collectors.joining(", "));
        }

        private static Duration left(long deadline) {
            return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        }
    }

    /** The questions that a check asks, all of them within one limit. */
    record Cluster(Admin admin, long deadline) implements AutoCloseable {

        private <T> T of(KafkaFuture<T> answer) throws Exception {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }

        /** Empty if it is not there. */
        private <T> Optional<T> known(KafkaFuture<T> answer) throws Exception {
            try {
                return Optional.of(of(answer));
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof GroupIdNotFoundException
                        || failed.getCause() instanceof UnknownTopicOrPartitionException) {
                    return Optional.empty();
                }
                throw failed;
            }
        }

        boolean hasGroup(String group) throws Exception {
            return known(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).isPresent();
        }

        Optional<Integer> partitions(String topic) throws Exception {
            return known(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                    .map(known -> known.partitions().size());
        }

        Map<TopicPartition, Long> committed(String group) throws Exception {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            return offsets;
        }

        @Override
        public void close() {
            admin.close(Duration.ZERO);
        }

        /** Summed over the partitions. */
        long lag(Map<TopicPartition, Long> committed) throws Exception {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            committed.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends = of(admin.listOffsets(latest).all());
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> partition : committed.entrySet()) {
                lag += Math.max(0, ends.get(partition.getKey()).offset() - partition.getValue());
            }
            return lag;
        }
    }
}
