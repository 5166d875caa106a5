using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>Who did what, when and why: of the projects in which one has a role.</summary>
static class HistoryEndpoints
{
    const int Lines = 50;

    public static void MapHistory(this IEndpointRouteBuilder app) => app.MapGet("/history", Show).RequireAuthorization();

    /// <param name="person">A handle, with or without its <c>@</c>.</param>
    /// <param name="release"><c>42</c> or <c>#42</c>.</param>
    /// <param name="below">The id of the last line of the page before.</param>
    static async Task<RazorComponentResult<HistoryPage>> Show(
        HttpContext http, AuditTrail trail, BotOpsDb db, TimeProvider clock, CancellationToken stopping, string? project = null, string? person = null,
        string? release = null, long? below = null)
    {
        var viewer = http.Viewer()!;
        var sight = await trail.SightOf(viewer.Id, stopping);
        var filter = new AuditFilter(Given(project), Given(person)?.TrimStart('@'), ReleaseOf(Given(release)), below);
        if (filter.Project is { } named) await trail.Require(sight, named, stopping);
        if (filter.Release is { } number && await ProjectOf(db, number, stopping) is { } owner) await trail.Require(sight, owner, stopping);

        var lines = await trail.Read(sight, filter, Lines + 1, stopping);
        var projects = await db.Projects.Select(p => p.Name).OrderBy(n => n).ToListAsync(stopping);
        return new(new { Scene = new HistoryScene([.. lines.Take(Lines)], lines.Count > Lines, filter, [.. projects.Where(sight.Of)], viewer, clock.GetUtcNow()) });
    }

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static long? ReleaseOf(string? text) => text is null ? null : long.TryParse(text.TrimStart('#'), out var id) ? id : throw new UserError(Texts.NotARelease(Texts.Shown(text)), text);

    static Task<string?> ProjectOf(BotOpsDb db, long release, CancellationToken stopping) =>
        db.Releases.Where(r => r.Id == release).Join(db.Environments, r => r.EnvironmentId, e => e.Id, (_, e) => (string?)e.Project.Name).SingleOrDefaultAsync(stopping);
}
