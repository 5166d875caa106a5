using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string NoTransport(string host, string transport) => $"{host} is reached by '{transport}', which BotOps does not have.";
    public static string LeftOutSince(long release, HostRunState step, string reason) => $"failed at {step} of #{release}: {reason}";
    public static string ArtifactGone(long build) => $"the artifact of build:{build} is no longer in the store";
    public static string HostUpdated(long build) => $"── Succeeded, runs build:{build}";
    public static string OldReleasesStay(string reason) => $"Old releases could not be cleared away: {reason}";
    public static string StepBegins(HostRunState step) => $"── {step}";
    public static string StepFailed(HostRunState step, string reason) => $"── Failed at {step}: {reason}";
    public static string BuildBegins(long build, string project, string commit, string worker) => $"build:{build} of {project} at {commit[..Math.Min(12, commit.Length)]}, on {worker.Split(':')[0]}";
    public static string BuildCancelled => "The build was aborted.";
    public static string BuildBroke(string message) => $"BotOps itself failed while building: {message}";
}
