package shop.order;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Properties;
import org.junit.Test;

public class StockTest {
    @Test
    public void an_order_costs_its_articles() {
        assertEquals(700, new Stock(articles("tea", "350")).total("tea", 2));
    }

    @Test
    public void an_article_without_a_price_is_refused() {
        assertThrows(IllegalStateException.class, () -> new Stock(articles("tea", "soon")));
    }

    private static Properties articles(String name, String price) {
        Properties articles = new Properties();
        articles.setProperty(name, price);
        return articles;
    }
}
