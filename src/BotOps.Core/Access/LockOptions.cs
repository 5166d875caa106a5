namespace BotOps.Core.Access;

public sealed class LockOptions
{
    /// <summary>How long a lock lasts where nobody said.</summary>
    public TimeSpan Lasts { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long before its end the owner is asked whether it is still needed; half of its length where that is less.</summary>
    public TimeSpan AskBefore { get; set; } = TimeSpan.FromMinutes(10);
}
