using BotOps.Core.Releases;

namespace BotOps.Web.Pages;

/// <summary>A release as one person sees it at one moment.</summary>
/// <param name="Verbs">What they may press, in order (<see cref="ReleaseVerbs"/>).</param>
public sealed record ReleaseScene(ReleaseView View, Viewer Viewer, IReadOnlyList<string> Verbs, DateTimeOffset Now);
