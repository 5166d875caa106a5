using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

static class DrawCommits
{
    /// <summary>A card on a phone; the page has them all.</summary>
    const int Shown = 5;

    public static IEnumerable<Mrkdwn> Gone(IReadOnlyList<CommitLine> commits) => [.. commits.Take(Shown).Select(c => Short(c, 200)), .. More(commits.Count - Shown)];

    public static IEnumerable<Mrkdwn> Added(Card card) => card.Commits.Count == 0 ? [] :
    [
        Mrkdwn.Bold(Mrkdwn.Of(Texts.WebChat.Adds(card.Added))),
        .. card.Commits.Take(Shown).Select(Long),
        .. More(Math.Max(0, card.Commits.Count - Shown) + card.MoreCommits),
    ];

    /// <param name="longestTitle">As it is drawn.</param>
    public static Mrkdwn Short(CommitLine commit, int longestTitle) => Mrkdwn.Join(" ", Mrkdwn.Code(commit.Short, 20), Mrkdwn.Of(commit.Title, longestTitle));

    static Mrkdwn Long(CommitLine commit) => Mrkdwn.Join(" · ", Short(commit, 200), Mrkdwn.Of(commit.Author, 60), Mrkdwn.Date(commit.At));

    static IEnumerable<Mrkdwn> More(int count) => count > 0 ? [Mrkdwn.Of(Texts.WebChat.MoreCommits(count))] : [];
}
