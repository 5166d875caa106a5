package shop.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Articles and what one of each costs, in cents. */
public final class Stock {
    private final Map<String, Integer> prices = new TreeMap<>();

    Stock(Properties articles) {
        for (String article : articles.stringPropertyNames()) {
            prices.put(article, price(article, articles.getProperty(article)));
        }
        if (prices.isEmpty()) {
            throw new IllegalStateException("stock.properties has no article");
        }
    }

    public static Stock read() throws IOException {
        Properties articles = new Properties();
        try (InputStream file = Stock.class.getResourceAsStream("/stock.properties")) {
            articles.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return new Stock(articles);
    }

    public boolean has(String article) {
        return prices.containsKey(article);
    }

    public int total(String article, int count) {
        return Math.multiplyExact(prices.get(article), count);
    }

    public int size() {
        return prices.size();
    }

    private static int price(String article, String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException wrong) {
            throw new IllegalStateException("stock.properties: " + article + " has no price but '" + text + "'");
        }
    }
}
