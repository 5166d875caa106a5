using BotOps.Core.Access;
using Hangfire.Dashboard;

namespace BotOps.Web;

/// <summary>Hangfire's dashboard is for admins of the whole catalog; everybody else gets 401 or 403 from it.</summary>
public sealed class DashboardAdmins : IDashboardAsyncAuthorizationFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        return http.Viewer() is { } viewer
            && await http.RequestServices.GetRequiredService<Roles>().MayAdminister(viewer.Id, http.RequestAborted);
    }
}
