//OFF until somebody says "plugin enable MySql", because its driver has to be fetched
//DEPS org.mariadb.jdbc:mariadb-java-client:3.5.11
import io.tocsin.spi.*;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import module java.base;
import org.mariadb.jdbc.Driver;

/**
 * Watches MySQL and MariaDB: whether one can log in, what a query answers, and how hard pressed the server is. More
 * than a limit is bad; every figure is a field for conditions, too.
 *
 * Commands:
 *   - add monitor shop-db mysql://db.example.com/shop user watcher password ${secret:DB}
 *   - add monitor shop-db mysql://db.example.com:3306 user watcher password ${secret:DB} set lag=30s set slow=5
 *   - add monitor jobs mysql://db.example.com/shop set "query=select count(*) from jobs" expect "[BODY].value < 100"
 * Author: Tocsin
 */
public class MySql implements Plugin {

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new MySqlType());
    }

    /** Targets such as {@code mysql://host:port/database}. */
    static class MySqlType implements ProbedType {

        private static final Pattern TARGET = Pattern.compile(
                "(?i)(?:mysql|mariadb)://(\\[[0-9a-f:.]{2,45}]|[\\w.-]{1,253})(?::(\\d{1,5}))?(/[\\w.$-]{0,64})?");

        @Override
        public String name() {
            return "mysql";
        }

        @Override
        public Set<String> schemes() {
            return Set.of("mysql", "mariadb");
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    new Setting("user", Setting.Kind.TEXT, "", "who logs in"),
                    new Setting("password", Setting.Kind.SECRET, "", "and with which password"),
                    new Setting("query", Setting.Kind.TEXT, "", "its first value is [BODY].value; it may only read"),
                    new Setting("connections", Setting.Kind.NUMBER, "90", "percent in use; more is bad"),
                    new Setting("running", Setting.Kind.NUMBER, "", "queries that run; more is bad"),
                    new Setting("slow", Setting.Kind.NUMBER, "", "queries that have run for 10 s; more is bad"),
                    new Setting("waiting", Setting.Kind.NUMBER, "", "queries that wait for locks; more is bad"),
                    new Setting("lag", Setting.Kind.DURATION, "", "how far a replica may be behind; more is bad"),
                    new Setting("tls", Setting.Kind.TEXT, "no", "no, yes, or insecure, which takes any certificate"),
                    new Setting("ca", Setting.Kind.TEXT, "", "a PEM file with the authorities to trust"));
        }

        @Override
        public Probe probe(String target, Settings settings, ProbeContext context) {
            Matcher parts = TARGET.matcher(target.strip());
            if (!parts.matches()) {
                throw new Refusal("\"" + target.replaceFirst("//[^/]*@", "//***@") + "\" is no database; write "
                        + "mysql://db.example.com:3306/shop, and user and password as settings.");
            }
            int port = parts.group(2) == null ? 3306 : Integer.parseInt(parts.group(2));
            if (port < 1 || port > 65_535) {
                throw new Refusal(target + " has no port between 1 and 65535.");
            }
            String host = parts.group(1).replaceAll("[\\[\\]]", "");
            context.allow(host);
            String path = parts.group(3) == null ? "/" : parts.group(3);
            Access access = Access.of("jdbc:mariadb://" + parts.group(1) + ":" + port + path, settings);
            return new Look(host, port, access, limits(settings), settings.text("query", ""), context);
        }

        private static Map<String, Double> limits(Settings settings) {
            Map<String, Double> most = new HashMap<>();
            most.put("connections", (double) settings.number("connections", 90, 1, 100));
            for (String name : List.of("running", "slow", "waiting")) {
                settings.text(name).ifPresent(_ -> most.put(name, (double) settings.number(name, 0, 0, 1_000_000)));
            }
            settings.text("lag")
                    .ifPresent(_ -> most.put("lag", settings.duration("lag", Duration.ZERO).toMillis() / 1e3));
            return most;
        }
    }

    /** How one logs in, in the driver's words; it holds the password. */
    static final class Access {

        private final String url;
        private final Properties properties = new Properties();

        private Access(String url) {
            this.url = url;
        }

        static Access of(String url, Settings settings) {
            Access access = new Access(url);
            settings.text("user").ifPresent(user -> access.properties.setProperty("user", user));
            settings.text("password").ifPresent(password -> access.properties.setProperty("password", password));
            String tls = settings.text("tls", "no");
            access.properties.setProperty("sslMode", switch (tls) {
                case "no" -> "disable";
                case "yes" -> "verify-full";
                case "insecure" -> "trust";
                default -> throw new Refusal("tls is \"" + tls + "\"; write no, yes or insecure.");
            });
            settings.text("ca").ifPresent(file -> {
                if (!Files.isReadable(Path.of(file))) {
                    throw new Refusal("The file " + file + " cannot be read; name a PEM file.");
                }
                access.properties.setProperty("serverSslCert", file);
            });
            // what a server that has been taken over could make a client do
            access.properties.setProperty("allowLocalInfile", "false");
            access.properties.setProperty("permitRedirect", "false");
            return access;
        }

        Connection open(Duration limit) throws SQLException {
            Properties all = new Properties();
            all.putAll(properties);
            String millis = String.valueOf(Math.max(1, limit.toMillis()));
            all.setProperty("connectTimeout", millis);
            all.setProperty("socketTimeout", millis);
            return new Driver().connect(url, all);
        }
    }

    /** A check logs in anew, so that a server which takes no more connections is noticed at once. */
    record Look(
            String host, int port, Access access, Map<String, Double> limits, String query, ProbeContext context)
            implements Probe {

        @Override
        public Result run(Duration time) throws Exception {
            long start = System.nanoTime();
            Duration limit = time.multipliedBy(4).dividedBy(5);
            try (Socket socket = new Socket()) {
                InetAddress address = InetAddress.getByName(host);
                context.allow(host, address);
                socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, limit.toMillis()));
            } catch (UnknownHostException unknown) {
                return Result.failed(host + " has no address");
            } catch (IOException failed) {
                Phrase why = Phrase.literal(host + ":" + port + ": " + failed.getMessage());
                return Result.builder().unreachable(why).build();
            }
            long connected = System.nanoTime();
            try (Connection connection = access.open(limit.minusNanos(connected - start));
                    Statement statement = connection.createStatement()) {
                statement.execute("set session transaction read only");
                Result.Builder seen = Result.builder();
                look(new Questions(statement), new Figures(seen));
                return seen.phases(new Phases(0, connected - start, 0, System.nanoTime() - connected, 0)).build();
            } catch (SQLException failed) {
                return Result.failed(why(failed));
            }
        }

        private void look(Questions questions, Figures figures) throws SQLException {
            Map<String, Double> pressure = questions.pressure();
            Optional<Replication> replication = questions.replication();
            replication.flatMap(Replication::lag).ifPresent(lag -> pressure.put("lag", lag));
            pressure.forEach((name, value) -> {
                String unit = name.equals("connections") ? " %" : name.equals("lag") ? " s" : "";
                Optional.ofNullable(limits.get(name)).ifPresentOrElse(
                        most -> figures.add(name, value, unit, most), () -> figures.add(name, value, unit));
            });
            figures.field("role", replication.isPresent() ? "replica" : "primary");
            if (replication.isPresent() && replication.get().lag().isEmpty()) {
                figures.fail("replication has stopped");
            }
            if (!query.isBlank()) {
                Optional<String> value = questions.first(query);
                figures.field("value", value.map(Questions::scalar)).say("value " + value.orElse("nothing"));
            }
            figures.told();
        }

        private static String why(SQLException failed) {
            String words = String.valueOf(failed.getMessage()).replaceAll("\\s+", " ");
            if (causedBy(failed, SocketTimeoutException.class)) {
                return "The server takes connections, but does not answer in time";
            }
            if (causedBy(failed, GeneralSecurityException.class)
                    || causedBy(failed, javax.net.ssl.SSLException.class)) {
                return "TLS fails: " + words;
            }
            // https://mariadb.com/docs/server/reference/error-codes
            return switch (failed.getErrorCode()) {
                case 1045, 1698, 1251 -> "The server does not let us in: ";
                case 1044, 1049 -> "The database is not there, or not for us: ";
                case 1040, 1203, 1226 -> "The server takes no more connections: ";
                case 1792 -> "The query writes, and a check may only read: ";
                default -> "The server answers with an error: ";
            } + words;
        }

        private static boolean causedBy(Throwable failed, Class<? extends Exception> kind) {
            return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).limit(20).anyMatch(kind::isInstance);
        }
    }

    /** Of a server that copies another: how many seconds it is behind; none if the copying has stopped. */
    record Replication(Optional<Double> lag) {}

    /** What a check asks. */
    record Questions(Statement statement) {

        private static final int LONGEST = 2_000;
        private static final Set<Integer> FORBIDDEN_OR_OLDER = Set.of(1044, 1064, 1142, 1227);

        Map<String, Double> pressure() throws SQLException {
            Map<String, String> status = pairs("show global status where Variable_name in ('Threads_connected', "
                    + "'Threads_running', 'Innodb_row_lock_current_waits')");
            String most = pairs("show global variables where Variable_name = 'max_connections'")
                    .getOrDefault("max_connections", "1");
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("connections", 100 * number(status, "Threads_connected") / Double.parseDouble(most));
            figures.put("running", number(status, "Threads_running"));
            figures.put("waiting", number(status, "Innodb_row_lock_current_waits"));
            figures.put("slow", Double.valueOf(first("select count(*) from information_schema.processlist "
                    + "where command = 'Query' and time >= 10").orElse("0")));
            return figures;
        }

        private static double number(Map<String, String> status, String name) {
            return Double.parseDouble(status.getOrDefault(name, "0"));
        }

        /** Empty if it copies nobody, or does not tell us. */
        Optional<Replication> replication() throws SQLException {
            try (ResultSet rows = statement.executeQuery("show replica status")) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    if (rows.getMetaData().getColumnLabel(i).startsWith("Seconds_Behind_")) {
                        return Optional
                                .of(new Replication(Optional.ofNullable(rows.getString(i)).map(Double::valueOf)));
                    }
                }
                return Optional.empty();
            } catch (SQLException failed) {
                if (FORBIDDEN_OR_OLDER.contains(failed.getErrorCode())) {
                    return Optional.empty();
                }
                throw failed;
            }
        }

        private Map<String, String> pairs(String query) throws SQLException {
            try (ResultSet rows = statement.executeQuery(query)) {
                Map<String, String> pairs = new HashMap<>();
                while (rows.next()) {
                    pairs.put(rows.getString(1), rows.getString(2));
                }
                return pairs;
            }
        }

        /** The first value of the first row. */
        Optional<String> first(String query) throws SQLException {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(query)) {
                return rows.next()
                        ? Optional.ofNullable(rows.getString(1))
                                .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                        : Optional.empty();
            } finally {
                statement.setMaxRows(0);
            }
        }

        /** A number as such. */
        static Object scalar(String text) {
            return text.matches("-?\\d{1,30}(\\.\\d{1,30})?") ? new BigDecimal(text) : text;
        }
    }
}
