namespace BotOps.Core.Scaling;

public enum ScaleDirection { Out, In }

/// <summary>Fewer: it ended without some of its hosts, and a person has said that this will do.</summary>
public enum ScaleState
{
    AwaitingApproval, Queued, Scaling, AwaitingDecision,
    Succeeded, Fewer, Failed, Rejected, Expired, Cancelled
}

public static class ScaleStates
{
    public static bool Ended(this ScaleState state) => state >= ScaleState.Succeeded;

    /// <summary>Nothing has started yet.</summary>
    public static bool Waits(this ScaleState state) => state is ScaleState.AwaitingApproval or ScaleState.Queued;
}
