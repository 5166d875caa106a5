using System.Globalization;
using System.Security.Claims;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Sandbox.Chat;

/// <summary>For whom something is drawn, among whom, and when.</summary>
public sealed record ChatView(ChatPerson Viewer, IReadOnlyList<ChatPerson> People, DateTimeOffset Now)
{
    /// <summary>Null: nobody is signed in, or somebody who has no account here.</summary>
    public static ChatView? Of(ClaimsPrincipal user, IReadOnlyList<ChatPerson> people, DateTimeOffset now) =>
        Guid.TryParse(user.FindFirstValue(ChatPerson.SubjectClaim), out var id) && people.FirstOrDefault(p => p.Id == id) is { } viewer
            ? new(viewer, people, now)
            : null;

    public ChatPerson? Person(string handle) => People.FirstOrDefault(p => p.Handle == handle);

    /// <summary>Hour and minute where the viewer is; with the day when it is not today's.</summary>
    public string Time(DateTimeOffset at)
    {
        var there = TimeZoneInfo.ConvertTime(at, Viewer.Zone);
        var today = TimeZoneInfo.ConvertTime(Now, Viewer.Zone).Date == there.Date;
        return today ? there.ToString("HH:mm", CultureInfo.InvariantCulture) : Texts.Day(there);
    }

    /// <summary>What one may not press is not drawn.</summary>
    public IReadOnlyList<Button> Mine(IReadOnlyList<Button>? buttons) =>
        [.. (buttons ?? []).Where(b => b.May is null || b.May.Contains(Viewer.Handle))];
}
