import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A double of a dubbo provider. It has the telnet of dubbo's QoS and that of dubbo's own port, and stays in a registry until it is told
 * offline; it speaks no dubbo protocol, and a folder stands for the registry: a file a service, and a list of what happened.
 * <p>
 * Listens where ADDRESS, PORT, QOS_ADDRESS and QOS_PORT (0: without QoS) say. What it provides stands in provider.properties.
 */
public final class PayProvider {
    static final String PROMPT = "dubbo>", LINE = "\r\n";

    final String version, address = variable("ADDRESS", "127.0.0.1"), port = variable("PORT", "20880");
    final Path registry = Path.of(variable("REGISTRY", "registry"));
    final Map<String, Boolean> services = new TreeMap<>();
    final List<String> neverRegistered, refused;
    final boolean newTable;

    PayProvider(Properties provides) throws IOException {
        version = provides.getProperty("version");
        neverRegistered = words(provides, "neverRegistered");
        refused = words(provides, "refused");
        newTable = "3".equals(provides.getProperty("dubbo"));
        for (String service : words(provides, "services")) services.put(service, false);
        Files.createDirectories(registry);
    }

    public static void main(String[] arguments) throws IOException {
        Properties provides = new Properties();
        try (var file = Files.newBufferedReader(Path.of("provider.properties"))) {
            provides.load(file);
        }
        PayProvider provider = new PayProvider(provides);
        int qos = Integer.parseInt(variable("QOS_PORT", "22222"));
        if (qos > 0) listen(variable("QOS_ADDRESS", "127.0.0.1"), qos, provider::console, true);
        listen(provider.address, Integer.parseInt(provider.port), provider::telnet, false);
        Runtime.getRuntime().addShutdownHook(new Thread(provider::stop));
        provider.online(".*");
        System.out.println("version " + provider.version + " provides " + provider.services.keySet());
    }

    synchronized boolean online(String pattern) {
        return change(pattern, true);
    }

    synchronized boolean offline(String pattern) {
        return change(pattern, false);
    }

    private boolean change(String pattern, boolean registered) {
        boolean found = false;
        for (var service : services.entrySet()) {
            if (!service.getKey().matches(pattern)) continue;
            found = true;
            if (service.getValue() == registered || (registered && neverRegistered.contains(service.getKey()))) continue;
            service.setValue(registered);
            tellRegistry(service.getKey(), registered);
        }
        return found;
    }

    private void tellRegistry(String service, boolean registered) {
        try {
            Path entry = registry.resolve(service + "@" + address + ":" + port);
            if (registered) Files.writeString(entry, version);
            else Files.deleteIfExists(entry);
            happened(registered ? "in" : "out", service);
        } catch (IOException error) {
            throw new IllegalStateException("the registry cannot be written", error);
        }
    }

    private void happened(String what, String service) throws IOException {
        Files.writeString(registry.resolve("events"), String.join(" ", what, version, address, service) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** As dubbo does: whatever is registered still leaves now, when calls are cut off already. */
    synchronized void stop() {
        try {
            happened(services.containsValue(true) ? "cut" : "stop", "-");
            offline(".*");
        } catch (IOException error) {
            error.printStackTrace();
        }
    }

    /** One line of QoS; null: hang up. */
    String console(String line) {
        String[] words = line.trim().split("\\s+");
        String pattern = words.length > 1 ? words[1] : ".*";
        if (refused.contains(words[0])) return line + " :permission deny";
        switch (words[0]) {
            case "ls":
                return table();
            case "online":
                return online(pattern) ? "OK" : "service not found";
            case "offline":
                return offline(pattern) ? "OK" : "service not found";
            case "quit":
                return null;
            default:
                return line + " :no such command";
        }
    }

    /** One line on dubbo's own port, as 2.6 and 2.7 take it. A call takes as many milliseconds as its argument. */
    String telnet(String line) {
        if (line.equals("ls -l")) return listed();
        if (line.equals("exit")) return null;
        if (!line.startsWith("invoke ")) return "Unsupported command: " + line;
        String argument = line.replaceAll(".*\\(|\\).*", "");
        try {
            Thread.sleep(argument.isEmpty() ? 0 : Long.parseLong(argument));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "\"" + version + "\"" + LINE + "elapsed: 0 ms.";
    }

    synchronized String listed() {
        StringBuilder list = new StringBuilder("PROVIDER:" + LINE);
        services.forEach((service, registered) -> list.append(service).append(" ->  published: ").append(registered ? "Y" : "N").append(LINE));
        return list.toString();
    }

    synchronized String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Provider Service Name", "PUB"});
        if (newTable) rows.add(new String[] {"DubboInternal - pay-provider/org.apache.dubbo.metadata.MetadataService:1.0.0", state(false)});
        services.forEach((service, registered) -> rows.add(new String[] {service, state(registered)}));
        return "As Provider side:\n" + drawn(rows) + "As Consumer side:\n" + drawn(List.<String[]>of(new String[] {"Consumer Service Name", "NUM"}));
    }

    private String state(boolean registered) {
        if (!newTable) return registered ? "Y" : "N";
        return registered ? "zookeeper-A(Y)/zookeeper-I(N)" : "zookeeper-A(N)/zookeeper-I(N)";
    }

    private static String drawn(List<String[]> rows) {
        int first = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0), second = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        String rule = "+" + "-".repeat(first) + "+" + "-".repeat(second) + "+\n";
        StringBuilder table = new StringBuilder(rule);
        for (String[] row : rows) table.append("|").append(centred(row[0], first)).append("|").append(centred(row[1], second)).append("|\n").append(rule);
        return table.toString();
    }

    private static String centred(String text, int width) {
        int left = (width - text.length()) / 2;
        return " ".repeat(left) + text + " ".repeat(width - text.length() - left);
    }

    interface Words {
        String answer(String line);
    }

    private static void listen(String address, int port, Words words, boolean greets) throws IOException {
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getByName(address));
        start(() -> {
            while (true) {
                Socket caller = server.accept();
                start(() -> talk(caller, words, greets));
            }
        });
    }

    /** Who says nothing for half a second is greeted by QoS. */
    private static void talk(Socket caller, Words words, boolean greets) throws IOException {
        try (caller; var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8)); OutputStream out = caller.getOutputStream()) {
            AtomicBoolean silent = new AtomicBoolean(greets);
            start(() -> {
                Thread.sleep(500);
                if (silent.get()) say(out, "████ double of a provider ████" + LINE + PROMPT);
            });
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                silent.set(false);
                String answer = words.answer(line);
                say(out, answer == null ? "BYE!\n" : answer + LINE + PROMPT);
                if (answer == null) return;
            }
        }
    }

    private static synchronized void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException gone) {
                // whoever called has hung up
            } catch (Exception error) {
                error.printStackTrace();
            }
        });
        thread.start();
    }

    private static List<String> words(Properties provides, String name) {
        String text = provides.getProperty(name, "").trim();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }

    private static String variable(String name, String usual) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? usual : value;
    }
}
