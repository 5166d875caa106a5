package shop.order;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Properties;

/** GET /total?article=tea&amp;count=2 is what that costs, and GET /health whether anything can be ordered. */
@WebServlet({"/total", "/health"})
public class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Stock stock = (Stock) getServletContext().getAttribute(ReadStock.STOCK);
        Properties settings = (Properties) getServletContext().getAttribute(ReadStock.SETTINGS);
        response.setContentType("text/plain;charset=UTF-8");
        if (request.getServletPath().equals("/health")) {
            response.getWriter().println(settings.getProperty("server") + ": " + stock.size() + " articles");
            return;
        }
        String article = request.getParameter("article");
        if (article == null || !stock.has(article)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "no such article");
            return;
        }
        response.getWriter().println(stock.total(article, count(request)) + " " + settings.getProperty("currency"));
    }

    private static int count(HttpServletRequest request) {
        String count = request.getParameter("count");
        return count != null && count.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(count) : 1;
    }
}
