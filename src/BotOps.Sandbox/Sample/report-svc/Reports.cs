namespace ReportService;

static class Reports
{
    public static void MapReports(this WebApplication app) => app.MapGet("/reports/{day}", (DateOnly day) => $"{day:yyyy-MM-dd}: nothing was sold\n");
}
