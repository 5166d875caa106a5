namespace BotOps.Web;

/// <summary>A place that every page's header links to, beside home; registered by whoever brings the place (the sandbox its chat).</summary>
/// <param name="OfRelease">Where a release is told and its questions are answered.</param>
public sealed record NavLink(string Label, string Path, Func<long, string>? OfRelease = null);
