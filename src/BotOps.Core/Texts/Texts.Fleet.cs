namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>The hosts are asked what they run, after a restore.</summary>
    public static class Fleet
    {
        public static string Usage => Say("After a restore: asks every host what it runs, and corrects what the database says of it", "恢复数据库之后：询问每台主机正在运行什么，并更正数据库中的记录");
        public static string DrainFirst => Say(
            "BotOps is not being drained, and what starts now would act on what is to be corrected. First: botops drain",
            "BotOps 没有在排空，此时启动的任务会依据尚待更正的记录执行。请先执行：botops drain");
        public static string Corrected(string host, long? runs, long? said) => Say(
            $"{host}: runs {Number(runs)}, the database said {Number(said)}: corrected",
            $"{host}：实际为 {Number(runs)}，数据库记录为 {Number(said)}：已更正");
        public static string Unknown(string host, long runs, long? said) => Say(
            $"{host}: runs #{runs}, which this database does not know; it says {Number(said)}. Deploy to it before anything else",
            $"{host}：实际为 #{runs}，数据库中没有这个发布单，记录为 {Number(said)}。请先向它重新发布");
        public static string Read(int hosts, int differ) => Say(
            $"{(hosts == 1 ? "1 host" : $"{hosts} hosts")} asked, {hosts - differ} as the database says",
            $"已询问 {hosts} 台主机，其中 {hosts - differ} 台与数据库一致");

        static string Number(long? release) => release is { } number ? $"#{number}" : Say("nothing", "空");
    }
}
