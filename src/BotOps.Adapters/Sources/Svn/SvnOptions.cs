namespace BotOps.Adapters.Sources.Svn;

/// <summary>Where the working copies are and how long svn may take.</summary>
public sealed class SvnOptions
{
    /// <summary>This machine's data folder; <c>svn/</c> is made in it, closed to every other user.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How long a question (a ref, a log) may take.</summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long bringing the working copy to a commit may take; the first time that is all of its files.</summary>
    public TimeSpan CheckoutLimit { get; init; } = TimeSpan.FromMinutes(10);
}
