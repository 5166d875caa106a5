using BotOps.Core.Access;
using BotOps.Core.Releases;
using BotOps.Web.Pages;

namespace BotOps.Web;

/// <summary>Reads what a page shows to one person.</summary>
public sealed class Scenes(ReleaseQuery releases, OverviewQuery overview, Roles roles, TimeProvider clock)
{
    /// <summary>Null where there is no such release.</summary>
    public async Task<ReleaseScene?> Release(long id, Viewer viewer, CancellationToken stopping)
    {
        if (await releases.Find(id, stopping) is not { } view) return null;

        var operates = await roles.May(viewer.Id, Role.Operator, view.Project, view.Environment, stopping);
        return new ReleaseScene(view, viewer, ReleaseVerbs.For(view.Release.State, view.Ordered, view.Release.Question is { } question ? AnswerQuestion.Possible(question) : [], view.Release.RequestedBy == viewer.Id, operates), clock.GetUtcNow());
    }

    public async Task<HomeScene> Home(Viewer viewer, CancellationToken stopping) =>
        new(await overview.For(viewer.Id, stopping), viewer, clock.GetUtcNow());
}
