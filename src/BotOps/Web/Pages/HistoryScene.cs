using System.Globalization;
using BotOps.Core.Access;
using Microsoft.AspNetCore.Http.Extensions;

namespace BotOps.Web.Pages;

/// <summary>A page of the history as one person sees it.</summary>
/// <param name="More">There are older lines.</param>
/// <param name="Projects">Those whose history the viewer may read.</param>
public sealed record HistoryScene(
    IReadOnlyList<AuditLine> Lines, bool More, AuditFilter Filter, IReadOnlyList<string> Projects, Viewer Viewer, DateTimeOffset Now)
{
    public string Older => Address(Filter with { Below = Lines[^1].Id });
    public string Newest => Address(Filter with { Below = null });

    static string Address(AuditFilter filter)
    {
        var query = new QueryBuilder();
        if (filter.Project is { } project) query.Add("project", project);
        if (filter.Person is { } person) query.Add("person", person);
        if (filter.Release is { } release) query.Add("release", release.ToString(CultureInfo.InvariantCulture));
        if (filter.Below is { } below) query.Add("below", below.ToString(CultureInfo.InvariantCulture));
        return $"/history{query}";
    }
}
