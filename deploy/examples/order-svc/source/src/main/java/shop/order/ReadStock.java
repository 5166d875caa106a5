package shop.order;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Properties;

/** An application without its stock, or without the settings that BotOps writes beside it, does not start. */
@WebListener
public class ReadStock implements ServletContextListener {
    static final String STOCK = Stock.class.getName();
    static final String SETTINGS = "order.properties";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            event.getServletContext().setAttribute(STOCK, Stock.read());
            event.getServletContext().setAttribute(SETTINGS, settings());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Properties settings() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(System.getProperty("catalina.base"), "conf", SETTINGS), StandardCharsets.UTF_8)) {
            settings.load(file);
        }
        currency(settings.getProperty("currency", ""));
        return settings;
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException("order.properties: '" + code + "' is no currency", unknown);
        }
    }
}
