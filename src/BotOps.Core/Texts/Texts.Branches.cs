using BotOps.Core.Releases;
using BotOps.Core.Sources;

namespace BotOps.Core;

public static partial class Texts
{
    public static string BranchMoved(Release release, CommitInfo head) => Say(
        $"{release.Reference} has moved to {head.Short} “{head.Title}”. #{release.Id} stays at {release.Facts.Commit.Short}, as it was asked for.",
        $"{release.Reference} 已移动到 {head.Short}“{head.Title}”。#{release.Id} 仍按申请时的 {release.Facts.Commit.Short} 发布。");
}
