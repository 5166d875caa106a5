using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string NoTransport(string host, string transport) => Say($"{host} is reached by '{transport}', which BotOps does not have.", $"{host} 使用传输方式“{transport}”，而 BotOps 没有这种方式。");
    public static string LeftOutSince(long release, HostRunState step, string reason) => Say($"failed at {step} of #{release}: {reason}", $"#{release} 的 {step} 失败：{reason}");
    public static string ArtifactGone(long build) => Say($"the artifact of build:{build} is no longer in the store", $"build:{build} 的制品已不在制品库中");
    public static string HostUpdated(long build) => Say($"── Succeeded, runs {BuildName(build)}", $"── 成功，运行 {BuildName(build)}");
    public static string OldReleasesStay(string reason) => Say($"Old releases could not be cleared away: {reason}", $"旧版本未能清理：{reason}");
    public static string StepBegins(HostRunState step) => $"── {step}";
    public static string StepFailed(HostRunState step, string reason) => Say($"── Failed at {step}: {reason}", $"── {step} 失败：{reason}");
    public static string BuildBegins(long build, string project, string commit, string worker)
    {
        var (at, on) = (commit[..Math.Min(12, commit.Length)], worker.Split(':')[0]);
        return Say($"build:{build} of {project} at {at}, on {on}", $"build:{build}，{project} 的 {at}，在 {on} 上");
    }
    public static string BuildCancelled => Say("The build was aborted.", "构建已中止。");
    public static string BuildBroke(string message) => Say($"BotOps itself failed while building: {message}", $"BotOps 自身在构建过程中出错：{message}");
}
